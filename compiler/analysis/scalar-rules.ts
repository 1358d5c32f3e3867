import type { Expression } from '../../grammar/index.js';
import { call, conditional, difference, literal, minus, product, quotient, relation, sum } from './algebra.js';
import type { Interval } from './interval.js';
import * as over from './interval-functions.js';
import { magnitude } from './interval-power.js';

/** What the analysis knows of a scalar function. */
export interface ScalarRule {
  /** Encloses all values over the operands; `partial` where some have none. */
  readonly interval: (x: Interval, y: Interval) => Interval;
  /** The derivative, of operands and their derivatives. */
  readonly derivative: (x: Expression, dx: Expression, y: Expression, dy: Expression) => Expression;
  /** Whether the value can jump. */
  readonly jumps?: boolean;
}

const { increasing } = over;
const one = literal(1);
const square = (x: Expression) => product(x, x);
/** sqrt(1 - x²) */
const circle = (x: Expression) => call('sqrt', difference(one, square(x)));

/** By name; `scalarFunctions` takes its rules from here. */
export const scalarRules = {
  sin: { interval: over.sine, derivative: (x, dx) => product(call('cos', x), dx) },
  cos: { interval: over.cosine, derivative: (x, dx) => minus(product(call('sin', x), dx)) },
  tan: { interval: over.tangent, derivative: (x, dx) => quotient(dx, square(call('cos', x))) },
  acos: { interval: over.arccosine, derivative: (x, dx) => minus(quotient(dx, circle(x))) },
  asin: { interval: over.on(-1, 1, increasing(Math.asin)), derivative: (x, dx) => quotient(dx, circle(x)) },
  atan: { interval: increasing(Math.atan), derivative: (x, dx) => quotient(dx, sum(one, square(x))) },
  tanh: {
    interval: increasing(Math.tanh, -1, 1),
    derivative: (x, dx) => product(difference(one, square(call('tanh', x))), dx),
  },
  sigmoid: {
    interval: increasing((x) => 1 / (1 + Math.exp(-x)), 0, 1),
    derivative: (x, dx) => product(product(call('sigmoid', x), call('sigmoid', minus(x))), dx),
  },
  exp: { interval: increasing(Math.exp, 0), derivative: (x, dx) => product(call('exp', x), dx) },
  expm1: { interval: increasing(Math.expm1, -1), derivative: (x, dx) => product(call('exp', x), dx) },
  ln: { interval: over.beyond(0, increasing(Math.log)), derivative: (x, dx) => quotient(dx, x) },
  ln1p: { interval: over.beyond(-1, increasing(Math.log1p)), derivative: (x, dx) => quotient(dx, sum(one, x)) },
  sqrt: {
    interval: over.on(0, Infinity, increasing(Math.sqrt, 0)),
    derivative: (x, dx) => quotient(dx, product(literal(2), call('sqrt', x))),
  },
  abs: { interval: magnitude, derivative: (x, dx) => product(call('sign', x), dx) },
  sign: { interval: over.signs, derivative: () => literal(0), jumps: true },
  floor: { interval: over.floors, derivative: () => literal(0), jumps: true },
  min: { interval: over.least, derivative: (x, dx, y, dy) => conditional(relation('<=', x, y), dx, dy) },
  max: { interval: over.greatest, derivative: (x, dx, y, dy) => conditional(relation('>=', x, y), dx, dy) },
} satisfies Record<string, ScalarRule>;
