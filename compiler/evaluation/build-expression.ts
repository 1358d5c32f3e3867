import type { Binary, Conditional, Expression } from '../../grammar/index.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AngleFunction } from './angle-function.js';
import { combine } from './evaluate.js';
import { scalarFunctions } from './scalar-functions.js';

/** A number known now, or a tensor of the graph. Angles are in radians, truth values are 0 and 1 or bool tensors. */
type Operand = number | Value;
type Names = ReadonlyMap<string, Operand>;

/** Builds g(theta) elementwise. */
export function buildAngleFunction(b: GraphBuilder, angle: AngleFunction, theta: Value): Value {
  const { declaration } = angle.declared;
  const names = new Map<string, Operand>([[declaration.variables[0].name.name, theta]]);
  for (const [name, value] of angle.parameters) {
    if ('value' in value) names.set(name, Number(value.value));
  }
  const result = build(b, declaration.expression, names);
  // A constant function of the angle is still one number for every element.
  return typeof result === 'number' ? b.broadcast(b.constant(result), theta.type.shape) : result;
}

/** The number that a checked expression in one variable has at `x`. */
export function evaluateFunction(expression: Expression, variable: string, x: number): number {
  const unused = undefined as never;
  return build(unused, expression, new Map([[variable, x]])) as number;
}

function build(b: GraphBuilder, expression: Expression, names: Names): Operand {
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
      const operand = build(b, expression.operand, names);
      if (typeof operand === 'number') return expression.operator === '-' ? -operand : Number(!operand);
      return expression.operator === '-' ? b.neg(operand) : b.not(operand);
    }
    case 'binary':
      return buildBinary(b, expression, names);
    case 'conditional':
      return buildConditional(b, expression, names);
    case 'call': {
      const scalar = scalarFunctions.get(expression.callee.name)!;
      const [x, y = 0] = expression.arguments.map((argument) => build(b, argument.value, names)) as [Operand, Operand?];
      return typeof x === 'number' && typeof y === 'number' ? scalar.compute(x, y) : scalar.build(b, x, y);
    }
    default:
      throw new Error(`a ${expression.kind} has no value in a function of numbers`);
  }
}

function buildBinary(b: GraphBuilder, { operator, left, right }: Binary, names: Names): Operand {
  const x = build(b, left, names);
  const y = build(b, right, names);
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
  const condition = build(b, expression.condition, names);
  if (typeof condition === 'number') return build(b, condition ? expression.consequent : expression.alternative, names);
  return b.select(condition, build(b, expression.consequent, names), build(b, expression.alternative, names));
}
