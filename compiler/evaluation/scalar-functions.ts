import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';

/** A function of numbers that expressions may call: what it takes and gives, how it is computed now, and how in a graph. */
export interface ScalarFunction {
  readonly arity: 1 | 2;
  readonly operand: 'number' | 'angle' | 'number or angle';
  /** `same`: the kind of the operands. */
  readonly result: 'real' | 'rad' | 'int' | 'same';
  readonly compute: (x: number, y: number) => number;
  readonly build: (b: GraphBuilder, x: Value | number, y: Value | number) => Value;
}

type Kinds = Pick<ScalarFunction, 'operand' | 'result'>;

const angleToNumber: Kinds = { operand: 'angle', result: 'real' };
const numberToAngle: Kinds = { operand: 'number', result: 'rad' };
const numberToNumber: Kinds = { operand: 'number', result: 'real' };
const keepsKind: Kinds = { operand: 'number or angle', result: 'same' };

function unary(
  kinds: Kinds,
  compute: (x: number) => number,
  build: (b: GraphBuilder, x: Value | number) => Value,
): ScalarFunction {
  return { arity: 1, ...kinds, compute, build };
}

/** What updates of moving parameters can call besides: the mean over all elements. */
export const meanFunction = 'mean';

/** Every scalar function. A new one is a line here, and a primitive. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map<string, ScalarFunction>([
  ['sin', unary(angleToNumber, Math.sin, (b, x) => b.sin(x))],
  ['cos', unary(angleToNumber, Math.cos, (b, x) => b.cos(x))],
  ['tan', unary(angleToNumber, Math.tan, (b, x) => b.tan(x))],
  ['acos', unary(numberToAngle, Math.acos, (b, x) => b.acos(x))],
  ['asin', unary(numberToAngle, Math.asin, (b, x) => b.asin(x))],
  ['atan', unary(numberToAngle, Math.atan, (b, x) => b.atan(x))],
  ['tanh', unary(numberToNumber, Math.tanh, (b, x) => b.tanh(x))],
  [
    'sigmoid',
    unary(
      numberToNumber,
      (x) => 1 / (1 + Math.exp(-x)),
      (b, x) => b.sigmoid(x),
    ),
  ],
  ['exp', unary(numberToNumber, Math.exp, (b, x) => b.exp(x))],
  ['expm1', unary(numberToNumber, Math.expm1, (b, x) => b.expm1(x))],
  ['ln', unary(numberToNumber, Math.log, (b, x) => b.ln(x))],
  ['ln1p', unary(numberToNumber, Math.log1p, (b, x) => b.ln1p(x))],
  ['sqrt', unary(numberToNumber, Math.sqrt, (b, x) => b.sqrt(x))],
  ['abs', unary(keepsKind, Math.abs, (b, x) => b.abs(x))],
  ['sign', unary({ operand: 'number or angle', result: 'int' }, Math.sign, (b, x) => b.sign(x))],
  ['floor', unary({ operand: 'number', result: 'int' }, Math.floor, (b, x) => b.floor(x))],
  ['min', { arity: 2, ...keepsKind, compute: Math.min, build: (b, x, y) => b.min(x, y) }],
  ['max', { arity: 2, ...keepsKind, compute: Math.max, build: (b, x, y) => b.max(x, y) }],
]);
