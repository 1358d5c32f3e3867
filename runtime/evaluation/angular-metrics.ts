import { leadingDirections } from './leading-directions.js';

/** Features of examples and the classes that these belong to. */
export interface Features {
  /** [examples, dimensions], row-major. */
  readonly data: Float32Array;
  readonly dimensions: number;
  /** Class numbers, [examples]. */
  readonly labels: Int32Array;
}

/**
 * How the directions of features tell classes apart. Angles are in radians. What can't be told, as angles between
 * classes where there is only one, is null.
 *
 * A class's direction is that of the mean of its features' unit vectors. Features of length 0 have none, and count only in
 * `examples`; features that aren't finite count nowhere.
 */
export interface AngularMetrics {
  readonly examples: number;
  /** The mean over examples of the angle between a feature and the direction of its class. */
  readonly within: number | null;
  /** The mean over all pairs of classes of the angle between their directions. */
  readonly between: number | null;
  /** The mean over classes of the angle to the nearest other one. */
  readonly nearest: number | null;
  /**
   * The mean over classes of the share of a class's second moment that lies along its main direction: the first eigenvalue
   * of the mean of x·xᵀ, uncentred, over its trace. 1 where all features of a class lie on one line through the origin,
   * and not below 1/dimensions.
   */
  readonly straightness: number | null;
  /** Of each class that has examples. */
  readonly classes: readonly ClassMetrics[];
}

export interface ClassMetrics {
  readonly label: number;
  readonly examples: number;
  readonly within: number | null;
  readonly straightness: number | null;
}

export function angularMetrics({ data, dimensions, labels }: Features): AngularMetrics {
  const classes = groupByClass(labels, (example) => {
    const feature = data.subarray(example * dimensions, (example + 1) * dimensions);
    return feature.every(Number.isFinite) ? Float64Array.from(feature) : undefined;
  }).map(([label, features]) => describeClass(label, features, dimensions));
  const directions = classes.flatMap(({ direction }) => (direction ? [direction] : []));
  const pairs = directions.map((a, i) => directions.filter((_, j) => j !== i).map((b) => angleBetween(a, b)));
  return {
    examples: classes.reduce((sum, { examples }) => sum + examples, 0),
    within: mean(classes.flatMap(({ angles }) => angles)),
    between: mean(pairs.flat()),
    nearest: mean(pairs.filter(({ length }) => length > 0).map((angles) => Math.min(...angles))),
    straightness: mean(classes.flatMap(({ straightness }) => straightness ?? [])),
    classes: classes.map(({ label, examples, angles, straightness }) => ({
      label,
      examples,
      within: mean(angles),
      straightness,
    })),
  };
}

/** Groups in ascending order of classes. */
function groupByClass(
  labels: Int32Array,
  read: (example: number) => Float64Array | undefined,
): (readonly [number, readonly Float64Array[]])[] {
  const groups = new Map<number, Float64Array[]>();
  labels.forEach((label, example) => {
    const feature = read(example);
    if (!feature) return;
    const group = groups.get(label);
    if (group) group.push(feature);
    else groups.set(label, [feature]);
  });
  return [...groups].sort(([a], [b]) => a - b);
}

interface DescribedClass {
  readonly label: number;
  readonly examples: number;
  readonly direction: Float64Array | undefined;
  /** Of its features to its direction. */
  readonly angles: readonly number[];
  readonly straightness: number | null;
}

function describeClass(label: number, features: readonly Float64Array[], dimensions: number): DescribedClass {
  const units = features.flatMap((feature) => unitOf(feature) ?? []);
  const sum = new Float64Array(dimensions);
  for (const unit of units) unit.forEach((value, i) => (sum[i]! += value));
  const direction = unitOf(sum);
  const data = new Float64Array(features.length * dimensions);
  features.forEach((feature, row) => data.set(feature, row * dimensions));
  const { values, total } = leadingDirections({ data, count: features.length, size: dimensions }, 1);
  return {
    label,
    examples: features.length,
    direction,
    angles: direction ? units.map((unit) => angleBetween(unit, direction)) : [],
    straightness: total > 0 ? Math.min(1, values[0]! / total) : null,
  };
}

function unitOf(vector: Float64Array): Float64Array | undefined {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : undefined;
}

/** Of unit vectors; as good for small angles, where the arc cosine loses half of the digits (Kahan). */
function angleBetween(a: Float64Array, b: Float64Array): number {
  let [difference, sum] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    sum += (a[i]! + b[i]!) ** 2;
  }
  return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
