import { valueAt, type Definition } from './definition.js';
import type { Singularity } from './function-facts.js';

/** Towards which infinities a function grows, and where. */
export interface Unbounded {
  readonly at: number;
  readonly sign: 1 | -1;
}

/** Distances from a point at which growth is looked for, each a hundredth of the one before. */
const distances = [1e-2, 1e-4, 1e-6] as const;

/** Where a function grows without bound within a part of its domain, on either side of each point. */
export function unboundedAt(
  definition: Definition,
  points: readonly Singularity[],
  [from, to]: readonly [number, number],
): readonly Unbounded[] {
  return points.flatMap(({ lo, hi }) => {
    const sides = [
      ...(lo > from && lo < to ? [[lo, -1] as const] : []),
      ...(hi > from && hi < to ? [[hi, 1] as const] : []),
    ];
    return sides.flatMap(([point, side]) => {
      const sign = signOfGrowth(distances.map((distance) => valueAt(definition, point + side * distance)));
      return sign === undefined ? [] : [{ at: point, sign }];
    });
  });
}

/** Like a logarithm or faster: no step towards the point adds much less than the one before. */
function signOfGrowth(values: readonly number[]): 1 | -1 | undefined {
  const [far, middle, near] = values.map(Math.abs) as [number, number, number];
  const [first, second] = [middle - far, near - middle];
  if (!(first > 0 && second > 0.8 * first)) return undefined;
  return values.at(-1)! > 0 ? 1 : -1;
}
