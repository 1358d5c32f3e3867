import jstat from 'jstat';

const { studentt } = jstat.jStat;

/** Share of what an interval is meant to hold. */
const CONFIDENCE = 0.95;

/** The 97.5th percentile of the normal distribution: what {@link bound} tends to with many degrees of freedom. */
const NORMAL_BOUND = 1.959963984540054;

/**
 * Half the width, in standard errors, of the interval around 0 that holds 95 % of Student's t distribution.
 * @param degrees of freedom, above 0; need not be whole, and may be infinite
 */
export function bound(degrees: number): number {
  return degrees > 1e6 ? NORMAL_BOUND : studentt.inv((1 + CONFIDENCE) / 2, degrees);
}

/** How probable a value at least as far from 0 is, on either side. */
export function twoSided(t: number, degrees: number): number {
  return 2 * studentt.cdf(-Math.abs(t), degrees);
}
