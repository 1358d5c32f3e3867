import type { Value } from '../../../graph/graph.js';

/** Functions without results below 0. */
const NEVER_NEGATIVE = new Set(['abs', 'acos', 'exp', 'relu', 'sigmoid', 'sqrt', 'square']);

/**
 * A number that no element of a value is below, as far as that follows from how it is made; NaN, which is below
 * nothing, may be among them. Rounding keeps to it but for a few units in the last place.
 * @returns -Infinity where nothing is known
 */
export function atLeast({ producer }: Value): number {
  const { primitive, inputs, attributes } = producer;
  if (NEVER_NEGATIVE.has(primitive.name)) return 0;
  switch (primitive.name) {
    case 'constant':
      return attributes['value'] as number;
    case 'clip':
      return attributes['min'] as number;
    case 'broadcast':
    case 'reshape':
      return atLeast(inputs[0]!);
    case 'add':
      return known(atLeast(inputs[0]!) + atLeast(inputs[1]!));
    case 'max':
      return Math.max(...inputs.map(atLeast));
    case 'mul':
      return ofFactors(inputs[0]!, inputs[1]!, (a, b) => a * b);
    case 'div':
      // Only a constant says how much a divisor is at most.
      return inputs[1]!.producer.primitive.name === 'constant'
        ? ofFactors(inputs[0]!, inputs[1]!, (a, b) => a / b)
        : -Infinity;
    default:
      return -Infinity;
  }
}

/** What the least of two numbers make together, neither of which may be negative. */
function ofFactors(first: Value, second: Value, combine: (a: number, b: number) => number): number {
  const [a, b] = [atLeast(first), atLeast(second)];
  return known(a >= 0 && b >= 0 ? combine(a, b) : NaN);
}

function known(least: number): number {
  return Number.isNaN(least) ? -Infinity : least;
}
