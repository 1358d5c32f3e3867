import type { Arguments } from '../../compiler/evaluation/arguments.js';
import { evaluateFunction } from '../../compiler/evaluation/build-expression.js';

/** The data argument `normalize` as a function; identity where a data set has none. */
export function normalizer(args: Arguments): (x: number) => number {
  const value = new Map(args.entries()).get('normalize');
  if (value?.kind !== 'function') return (x) => x;
  return (x) => evaluateFunction(value.expression, 'x', x);
}
