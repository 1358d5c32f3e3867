import { sampleOf, type Sample } from './sample.js';
import { twoSided } from './student-t.js';

/** How a cell differs from another one that was trained with the same seeds. */
export interface Difference extends Sample {
  /** Of Student's paired t test; absent where the differences of all seeds are equal, or there is only one. */
  readonly p?: number;
  /** The same, corrected for the number of comparisons. */
  readonly adjusted?: number;
}

/**
 * The mean of the differences of pairs, and how probable one so far from 0 is if there is none.
 * @param differences one a seed that both cells have, at least one
 */
export function pairedDifference(differences: readonly number[]): Difference {
  const sample = sampleOf(differences);
  const { count, mean, deviation = 0 } = sample;
  // Differences of counted examples may be equal by chance, and would then seem to be certain.
  const isSpread = deviation > 1e-12 * Math.max(...differences.map(Math.abs));
  return isSpread ? { ...sample, p: twoSided((mean * Math.sqrt(count)) / deviation, count - 1) } : sample;
}
