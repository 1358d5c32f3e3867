import type { Binary, Conditional, Expression } from '../../grammar/index.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { combine } from './evaluate.js';
import { meanFunction, scalarFunctions } from './scalar-functions.js';

/** A number known now, or a tensor of the graph. Angles are in radians, truth values are 0 and 1 or bool tensors. */
export type Operand = number | Value;
type Names = ReadonlyMap<string, Operand>;

/** The number that a checked expression in one variable has at `x`. */
export function evaluateFunction(expression: Expression, variable: string, x: number): number {
  const unused = undefined as never;
  return buildExpression(unused, expression, new Map([[variable, x]])) as number;
}

/** Builds a checked expression elementwise; what is known now is computed now. */
export function buildExpression(b: GraphBuilder, expression: Expression, names: Names): Operand {
  switch (expression.kind) {
    case 'number':
      return expression.unit === 'deg'
        ? (expression.value * Math.PI) / 180
        : expression.value / (expression.unit === '%' ? 100 : 1);
    case 'boolean':
      return Number(expression.value);
    case 'identifier':
      return names.get(expression.name) ?? Math.PI;
    case 'unary': {
      const operand = buildExpression(b, expression.operand, names);
      if (typeof operand === 'number') return expression.operator === '-' ? -operand : Number(!operand);
      return expression.operator === '-' ? b.neg(operand) : b.not(operand);
    }
    case 'binary':
      return buildBinary(b, expression, names);
    case 'conditional':
      return buildConditional(b, expression, names);
    case 'call': {
      const operands = expression.arguments.map((argument) => buildExpression(b, argument.value, names));
      const [x, y = 0] = operands as [Operand, Operand?];
      if (expression.callee.name === meanFunction) return buildMean(b, x);
      const scalar = scalarFunctions.get(expression.callee.name)!;
      return typeof x === 'number' && typeof y === 'number' ? scalar.compute(x, y) : scalar.build(b, x, y);
    }
    default:
      throw new Error(`a ${expression.kind} has no value in a function of numbers`);
  }
}

/** Over all elements. Variables that broadcast have the mean of what they broadcast to. */
function buildMean(b: GraphBuilder, x: Operand): Operand {
  if (typeof x === 'number') return x;
  return b.mean(
    x,
    x.type.shape.map((_, axis) => axis),
  );
}

function buildBinary(b: GraphBuilder, { operator, left, right }: Binary, names: Names): Operand {
  const x = buildExpression(b, left, names);
  const y = buildExpression(b, right, names);
  if (typeof x === 'number' && typeof y === 'number') return fold(operator, x, y);
  switch (operator) {
    case '+':
      return x === 0 ? y : y === 0 ? x : b.add(x, y);
    case '-':
      return y === 0 ? x : b.sub(x, y);
    case '*':
      return x === 1 ? y : y === 1 ? x : b.mul(x, y);
    case '/':
      return y === 1 ? x : b.div(x, y);
    case '^':
      return b.pow(x, y);
    case '<':
      return b.less(x, y);
    case '<=':
      return b.lessEqual(x, y);
    case '>':
      return b.greater(x, y);
    case '>=':
      return b.greaterEqual(x, y);
    case '==':
      return b.equal(x, y);
    case '!=':
      return b.notEqual(x, y);
    case 'and':
      return typeof x === 'number' ? (x ? y : 0) : typeof y === 'number' ? (y ? x : 0) : b.and(x, y);
    case 'or':
      return typeof x === 'number' ? (x ? 1 : y) : typeof y === 'number' ? (y ? 1 : x) : b.or(x, y);
  }
}

function fold(operator: Binary['operator'], x: number, y: number): number {
  switch (operator) {
    case '<':
      return Number(x < y);
    case '<=':
      return Number(x <= y);
    case '>':
      return Number(x > y);
    case '>=':
      return Number(x >= y);
    case '==':
      return Number(x === y);
    case '!=':
      return Number(x !== y);
    case 'and':
      return Number(x && y);
    case 'or':
      return Number(x || y);
    default:
      return combine(operator, x, y);
  }
}

function buildConditional(b: GraphBuilder, expression: Conditional, names: Names): Operand {
  const condition = buildExpression(b, expression.condition, names);
  if (typeof condition === 'number')
    return buildExpression(b, condition ? expression.consequent : expression.alternative, names);
  return b.select(
    condition,
    buildExpression(b, expression.consequent, names),
    buildExpression(b, expression.alternative, names),
  );
}
