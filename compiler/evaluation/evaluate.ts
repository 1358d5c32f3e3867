import type { Binary, Call, Expression, Identifier, Member, NumberLiteral, Unary } from '../../grammar/index.js';
import type { CompileTimeValue } from '../schema.js';
import { placeOf, type Environment } from './context.js';
import { scalarFunctions, type ScalarFunction } from './scalar-functions.js';

type Result = CompileTimeValue | undefined;
type Numeric = Extract<CompileTimeValue, { kind: 'int' | 'real' | 'rad' | 'percent' }>;

/**
 * Evaluates an expression to a number, truth value, kernel, text or list.
 * @returns undefined where it has no value; a mistake of types or names was reported by the checker before, one of
 * values (a division by zero) is reported here
 */
export function evaluate(expression: Expression, environment: Environment): Result {
  switch (expression.kind) {
    case 'number':
      return literal(expression);
    case 'kernel':
      return { kind: 'kernel', height: expression.height, width: expression.width };
    case 'boolean':
      return { kind: 'bool', value: expression.value };
    case 'string':
      return { kind: 'string', value: expression.value };
    case 'identifier':
      return nameValue(expression, environment);
    case 'member':
      return member(expression, environment);
    case 'index':
      return undefined;
    case 'call':
      return call(expression, environment);
    case 'list':
      return list(expression.items, environment);
    case 'unary':
      return unary(expression, environment);
    case 'binary':
      return binary(expression, environment);
    case 'conditional': {
      const condition = evaluate(expression.condition, environment);
      if (condition?.kind !== 'bool') return undefined;
      return evaluate(condition.value ? expression.consequent : expression.alternative, environment);
    }
  }
}

function literal({ value, unit, raw }: NumberLiteral): CompileTimeValue {
  if (unit === 'rad') return { kind: 'rad', value };
  if (unit === 'deg') return { kind: 'rad', value: (value * Math.PI) / 180 };
  if (unit === '%') return { kind: 'percent', value: value / 100 };
  return { kind: /^\d+$/.test(raw) ? 'int' : 'real', value };
}

function nameValue({ name }: Identifier, { values }: Environment): Result {
  return values.get(name) ?? (name === 'pi' ? { kind: 'rad', value: Math.PI } : undefined);
}

/** `in.channels`, `in.height`, `in.width` */
function member({ object, property }: Member, { input }: Environment): Result {
  if (object.kind !== 'identifier' || object.name !== 'in' || !input) return undefined;
  const axes: Record<string, number> = {
    channels: input.length - 1,
    height: input.length - 3,
    width: input.length - 2,
  };
  const size = input[axes[property.name] ?? -1];
  return size === undefined ? undefined : { kind: 'int', value: size };
}

function list(items: readonly Expression[], environment: Environment): Result {
  const values = items.map((item) => evaluate(item, environment));
  return values.every((value) => value !== undefined) ? { kind: 'list', items: values } : undefined;
}

function call(expression: Call, environment: Environment): Result {
  const scalar = scalarFunctions.get(expression.callee.name);
  const operands = expression.arguments.map((argument) => evaluate(argument.value, environment));
  if (!scalar || operands.length !== scalar.arity) return undefined;
  const [x, y] = operands;
  if (!isNumeric(x) || (scalar.arity === 2 && !isNumeric(y))) return undefined;
  const value = scalar.compute(x.value, isNumeric(y) ? y.value : 0);
  const kind = resultKind(scalar, x.kind, isNumeric(y) ? y.kind : x.kind);
  return finite({ kind, value }, expression, environment);
}

/** The kind of a scalar function's value: that of its operands for `min`, `abs`, …, the wider of two. */
function resultKind({ result }: ScalarFunction, x: Numeric['kind'], y: Numeric['kind']): Numeric['kind'] {
  if (result !== 'same') return result;
  return x === 'int' && y !== 'int' ? y : x;
}

function unary({ operator, operand }: Unary, environment: Environment): Result {
  const value = evaluate(operand, environment);
  if (operator === 'not') return value?.kind === 'bool' ? { kind: 'bool', value: !value.value } : undefined;
  return isNumeric(value) ? { ...value, value: -value.value } : undefined;
}

function binary(expression: Binary, environment: Environment): Result {
  const left = evaluate(expression.left, environment);
  const right = evaluate(expression.right, environment);
  if (!left || !right) return undefined;
  const { operator } = expression;
  if (operator === '==' || operator === '!=') {
    const equal = 'value' in left && 'value' in right && left.value === right.value;
    return { kind: 'bool', value: equal === (operator === '==') };
  }
  if (left.kind === 'bool' && right.kind === 'bool') {
    return { kind: 'bool', value: operator === 'and' ? left.value && right.value : left.value || right.value };
  }
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  const comparison = compare(operator, left.value, right.value);
  if (comparison !== undefined) return { kind: 'bool', value: comparison };
  return arithmetic(expression, left, right, environment);
}

function compare(operator: Binary['operator'], a: number, b: number): boolean | undefined {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

function arithmetic(expression: Binary, left: Numeric, right: Numeric, environment: Environment): Result {
  const value = combine(expression.operator, left.value, right.value);
  if (expression.operator === '/' && right.value === 0) {
    environment.reporter.report('division-by-zero', {}, placeOf(environment, expression));
    return undefined;
  }
  return finite({ kind: combinedKind(expression.operator, left, right, value), value }, expression, environment);
}

export function combine(operator: Binary['operator'], a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a ** b;
  }
}

/** Whole numbers stay whole where the result is (so that `width / 4` can be a number of channels). */
function combinedKind(operator: Binary['operator'], left: Numeric, right: Numeric, value: number): Numeric['kind'] {
  if (left.kind === 'int' && right.kind === 'int') return Number.isInteger(value) ? 'int' : 'real';
  const angles = [left, right].filter((operand) => operand.kind === 'rad').length;
  if (angles === 0) return 'real';
  return operator === '/' && angles === 2 ? 'real' : 'rad';
}

function finite(value: Numeric, expression: Expression, environment: Environment): Result {
  if (Number.isFinite(value.value)) return value;
  environment.reporter.report('not-finite', {}, placeOf(environment, expression));
  return undefined;
}

function isNumeric(value: Result): value is Numeric {
  return value !== undefined && ['int', 'real', 'rad', 'percent'].includes(value.kind);
}
