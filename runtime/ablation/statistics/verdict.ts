import type { Sample } from './sample.js';
import { bound } from './student-t.js';

/** How what was measured stands to what a publication reports. */
export interface Verdict {
  readonly verdict: 'reproduced' | 'within noise' | 'differs';
  /** Mean less expected. */
  readonly difference: number;
  /** Standard error of the mean: of the seeds and of the test set. */
  readonly error: number;
  /** How large a difference chance explains, in 95 of 100 cases. */
  readonly noise: number;
}

/**
 * Compares a mean over seeds with a published number, which is taken to be that of one run on the same test set.
 *
 * The number of right answers on n examples has the standard error √(p(1-p)/n) (p as expected), whatever the seed. It is
 * counted once, since both were measured on the same examples. The published run spreads like one of ours, s, and our
 * mean of k seeds like s/√k. The degrees of freedom are Welch's and Satterthwaite's: k - 1 for the part of the seeds,
 * unbounded for that of the test set.
 *
 * @param examples of the test set; undefined for what isn't a share of them, such as a loss
 * @returns undefined where nothing is known of either error
 */
export function judge(sample: Sample, expected: number, examples: number | undefined): Verdict | undefined {
  const { count, mean, deviation = 0 } = sample;
  if (count < 2 && examples === undefined) return undefined;
  const test = examples === undefined ? 0 : (expected * (1 - expected)) / examples;
  const seeds = deviation ** 2;
  const difference = mean - expected;
  const error = Math.sqrt(test + seeds / count);
  const spread = seeds * (1 + 1 / count);
  const degrees = spread === 0 ? Infinity : (count - 1) * ((test + spread) / spread) ** 2;
  const noise = bound(degrees) * Math.sqrt(test + spread);
  const far = Math.abs(difference);
  const verdict = far <= error ? 'reproduced' : far <= noise ? 'within noise' : 'differs';
  return { verdict, difference, error, noise };
}

/** Standard error of a share of right answers that comes from having no more than so many test examples. */
export function samplingError(share: number, examples: number): number {
  return Math.sqrt((share * (1 - share)) / examples);
}
