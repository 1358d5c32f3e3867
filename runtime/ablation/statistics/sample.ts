import { bound } from './student-t.js';

/** What several seeds come to. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation with count - 1 in the denominator; absent for a single value. */
  readonly deviation?: number;
  /** 95 % confidence interval of the mean, by Student's t; absent for a single value. */
  readonly interval?: readonly [number, number];
}

/** @param values at least one */
export function sampleOf(values: readonly number[]): Sample {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { count, mean };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (count - 1));
  const half = (bound(count - 1) * deviation) / Math.sqrt(count);
  return { count, mean, deviation, interval: [mean - half, mean + half] };
}
