/** Rounding to bfloat16: the sign, the eight bits of the exponent and the upper seven of the fraction of an f32. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

const QUIET_NAN = 0x7fc0;

/** Unit roundoff: rounding to the nearest of 8 significant bits changes a number by at most this share of it. */
export const BF16_ROUNDOFF = 2 ** -8;

/**
 * The nearest bf16, of two equally near ones the even one (IEEE 754 for finite numbers, infinities and NaN).
 * A float64 is brought to f32 first, as engines have it, so that rounding twice is part of the meaning.
 */
export function roundToBf16(x: number): number {
  if (!Number.isFinite(x)) return x;
  bits[0] = bitsOfBf16(x) << 16;
  return float[0]!;
}

/** The 16 bits of the nearest bf16. */
export function bitsOfBf16(x: number): number {
  float[0] = x;
  const all = bits[0]!;
  if (Number.isNaN(x)) return QUIET_NAN;
  // Half of the last place that stays, less one where that place is even; overflow carries into the exponent.
  return ((all + 0x7fff + ((all >>> 16) & 1)) >>> 16) & 0xffff;
}
