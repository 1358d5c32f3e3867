import type { Features } from './angular-metrics.js';
import { leadingDirections } from './leading-directions.js';

/** Features as points of the plane. */
export interface PlanarFeatures {
  /** [examples, 2], row-major. */
  readonly points: Float32Array;
  /** The share of the variance that each axis shows, where the axes are principal components. */
  readonly shares?: readonly [number, number];
}

/**
 * Features of two dimensions as they are; of more by their first two principal components, about their mean. Features that
 * aren't finite stay so, and count nowhere.
 */
export function planarFeatures({ data, dimensions }: Pick<Features, 'data' | 'dimensions'>): PlanarFeatures {
  if (dimensions === 2) return { points: data };
  const examples = data.length / dimensions;
  const rows = Array.from({ length: examples }, (_, row) => data.subarray(row * dimensions, (row + 1) * dimensions));
  const finite = rows.filter((row) => row.every(Number.isFinite));
  if (finite.length === 0) return { points: new Float32Array(examples * 2).fill(NaN) };
  const centre = new Float64Array(dimensions);
  for (const row of finite) row.forEach((value, i) => (centre[i]! += value / finite.length));
  const centred = new Float64Array(finite.length * dimensions);
  finite.forEach((row, at) => row.forEach((value, i) => (centred[at * dimensions + i] = value - centre[i]!)));
  const { directions, values, total } = leadingDirections({ data: centred, count: finite.length, size: dimensions }, 2);
  const along = (row: Float32Array, direction: Float64Array | undefined) =>
    direction?.reduce((sum, component, i) => sum + component * (row[i]! - centre[i]!), 0) ?? 0;
  const points = Float32Array.from(rows.flatMap((row) => [0, 1].map((axis) => along(row, directions[axis]))));
  const share = (axis: number) => (total > 0 ? (values[axis] ?? 0) / total : 0);
  return { points, shares: [share(0), share(1)] };
}
