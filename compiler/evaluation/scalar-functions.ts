import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';

/** A function of numbers that expressions may call: how it is computed now, and how it is built into a graph. */
export interface ScalarFunction {
  readonly arity: 1 | 2;
  readonly compute: (x: number, y: number) => number;
  readonly build: (b: GraphBuilder, x: Value | number, y: Value | number) => Value;
}

function unary(compute: (x: number) => number, build: (b: GraphBuilder, x: Value | number) => Value): ScalarFunction {
  return { arity: 1, compute, build };
}

export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map<string, ScalarFunction>([
  ['sin', unary(Math.sin, (b, x) => b.sin(x))],
  ['cos', unary(Math.cos, (b, x) => b.cos(x))],
  ['tan', unary(Math.tan, (b, x) => b.tan(x))],
  ['acos', unary(Math.acos, (b, x) => b.acos(x))],
  ['asin', unary(Math.asin, (b, x) => b.asin(x))],
  ['atan', unary(Math.atan, (b, x) => b.atan(x))],
  ['tanh', unary(Math.tanh, (b, x) => b.tanh(x))],
  [
    'sigmoid',
    unary(
      (x) => 1 / (1 + Math.exp(-x)),
      (b, x) => b.sigmoid(x),
    ),
  ],
  ['exp', unary(Math.exp, (b, x) => b.exp(x))],
  ['expm1', unary(Math.expm1, (b, x) => b.expm1(x))],
  ['ln', unary(Math.log, (b, x) => b.ln(x))],
  ['ln1p', unary(Math.log1p, (b, x) => b.ln1p(x))],
  ['sqrt', unary(Math.sqrt, (b, x) => b.sqrt(x))],
  ['abs', unary(Math.abs, (b, x) => b.abs(x))],
  ['sign', unary(Math.sign, (b, x) => b.sign(x))],
  ['floor', unary(Math.floor, (b, x) => b.floor(x))],
  ['min', { arity: 2, compute: Math.min, build: (b, x, y) => b.min(x, y) }],
  ['max', { arity: 2, compute: Math.max, build: (b, x, y) => b.max(x, y) }],
]);
