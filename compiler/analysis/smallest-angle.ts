import { BF16_ROUNDOFF } from '../graph/bf16.js';
import type { FloatDType } from '../graph/types.js';
import { angleFloor, type Norm } from './floor.js';

const F32_ROUNDOFF = 2 ** -24;

/** How a layer multiplies. */
export interface Product {
  readonly precision: FloatDType;
  /** Numbers of a filter, which a product sums. */
  readonly terms: number;
  /** Whether bf16 rounds inputs and filters alone, norms are those of the rounded, and products stay f32. */
  readonly kept: boolean;
}

/**
 * How far the computed cosine of parallel vectors lies from 1, at most, where roundings in f32 and bf16 are the only
 * errors: to first order in the unit roundoffs u (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).
 *
 * All products of parallel vectors have one sign, so that a relative error of the products or of their sum is one of
 * the cosine. In bf16 each input is off by a share u of itself at most, so is each weight, and so is the sum, which is
 * stored in bf16: 3u. Sums of n terms in f32 are off by n·u: the product once, both squared norms once, of which roots
 * take half; roots, quotients and the last product add a few u.
 *
 * Where the product is kept and norms are those of the rounded vectors, rounding only turns the vectors, each by u at
 * most, and the cosine is that of the angle between them.
 */
export function cosineError({ precision, terms, kept }: Product): number {
  const sums = (2 * terms + 8) * F32_ROUNDOFF;
  if (precision === 'f32') return sums;
  return kept ? 1 - Math.cos(2 * BF16_ROUNDOFF + Math.acos(1 - sums)) : 3 * BF16_ROUNDOFF + sums;
}

/**
 * What an angle of 0 can come out as, at most, in radians: smaller angles can't be told from it. Near 0 the cosine is
 * 1 - theta²/2, so that an error of d there is one of sqrt(2d) of the angle; no angle is below what the clip leaves.
 */
export function smallestAngle(product: Product, norm: Norm): number {
  return Math.max(Math.acos(Math.max(-1, 1 - cosineError(product))), angleFloor(norm));
}
