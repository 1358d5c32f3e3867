import { scalarRules, type ScalarRule } from '../analysis/scalar-rules.js';
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
  /** How it is analysed: its values over intervals, and its derivative. */
  readonly rule: ScalarRule;
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
  rule: ScalarRule,
): ScalarFunction {
  return { arity: 1, ...kinds, compute, build, rule };
}

/** What updates of moving parameters can call besides: the mean over all elements. */
export const meanFunction = 'mean';

/** Every scalar function. A new one is a line here, its rule, and a primitive. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map<string, ScalarFunction>([
  ['sin', unary(angleToNumber, Math.sin, (b, x) => b.sin(x), scalarRules.sin)],
  ['cos', unary(angleToNumber, Math.cos, (b, x) => b.cos(x), scalarRules.cos)],
  ['tan', unary(angleToNumber, Math.tan, (b, x) => b.tan(x), scalarRules.tan)],
  ['acos', unary(numberToAngle, Math.acos, (b, x) => b.acos(x), scalarRules.acos)],
  ['asin', unary(numberToAngle, Math.asin, (b, x) => b.asin(x), scalarRules.asin)],
  ['atan', unary(numberToAngle, Math.atan, (b, x) => b.atan(x), scalarRules.atan)],
  ['tanh', unary(numberToNumber, Math.tanh, (b, x) => b.tanh(x), scalarRules.tanh)],
  [
    'sigmoid',
    unary(
      numberToNumber,
      (x) => 1 / (1 + Math.exp(-x)),
      (b, x) => b.sigmoid(x),
      scalarRules.sigmoid,
    ),
  ],
  ['exp', unary(numberToNumber, Math.exp, (b, x) => b.exp(x), scalarRules.exp)],
  ['expm1', unary(numberToNumber, Math.expm1, (b, x) => b.expm1(x), scalarRules.expm1)],
  ['ln', unary(numberToNumber, Math.log, (b, x) => b.ln(x), scalarRules.ln)],
  ['ln1p', unary(numberToNumber, Math.log1p, (b, x) => b.ln1p(x), scalarRules.ln1p)],
  ['sqrt', unary(numberToNumber, Math.sqrt, (b, x) => b.sqrt(x), scalarRules.sqrt)],
  ['abs', unary(keepsKind, Math.abs, (b, x) => b.abs(x), scalarRules.abs)],
  ['sign', unary({ operand: 'number or angle', result: 'int' }, Math.sign, (b, x) => b.sign(x), scalarRules.sign)],
  ['floor', unary({ operand: 'number', result: 'int' }, Math.floor, (b, x) => b.floor(x), scalarRules.floor)],
  ['min', { arity: 2, ...keepsKind, compute: Math.min, build: (b, x, y) => b.min(x, y), rule: scalarRules.min }],
  ['max', { arity: 2, ...keepsKind, compute: Math.max, build: (b, x, y) => b.max(x, y), rule: scalarRules.max }],
]);
