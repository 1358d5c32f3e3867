/**
 * The few elementary functions that normal deviates need, from + - * / and square root alone. Math.log and Math.cos
 * may differ between machines in the last bit; these don't. Each is within 1e-15 of the exact value, relatively for
 * {@link negativeLog} and {@link radius}, absolutely for the cosine and sine.
 */

const TWO_TO_32 = 0x100000000;
const LN_2 = 0.6931471805599453;
const SQRT_2 = 1.4142135623730951;
const RADIANS_PER_UNIT = 6.283185307179586 / TWO_TO_32;

/**
 * -ln((word + 1) / 2^32), in [0, 32 ln 2].
 *
 * The number is m 2^e with m in [sqrt(1/2), sqrt(2)], and ln m = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + …) with
 * s = (m - 1) / (m + 1), |s| < 0.1716: the first term left out is below 2^-55 of the sum.
 */
export function negativeLog(word: number): number {
  const n = word + 1;
  let exponent = n === TWO_TO_32 ? 32 : 31 - Math.clz32(n);
  let mantissa = n === TWO_TO_32 ? 1 : n / ((1 << exponent) >>> 0);
  if (mantissa > SQRT_2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const t = s * s;
  let series = 1 / 21;
  for (let odd = 19; odd >= 1; odd -= 2) series = 1 / odd + t * series;
  return (32 - exponent) * LN_2 - 2 * s * series;
}

/** The radius of a pair of independent standard normal deviates, sqrt(-2 ln u) with u = (word + 1) / 2^32. */
export function radius(word: number): number {
  return Math.sqrt(2 * negativeLog(word));
}

/** cos(2 pi word / 2^32) */
export function cosineOfTurn(word: number): number {
  const quarter = nearestQuarter(word);
  const x = (word - quarter * 0x40000000) * RADIANS_PER_UNIT;
  const value = quarter % 2 === 0 ? cosineNearZero(x) : sineNearZero(x);
  return quarter === 1 || quarter === 2 ? -value : value;
}

/** sin(2 pi word / 2^32) */
export function sineOfTurn(word: number): number {
  const quarter = nearestQuarter(word);
  const x = (word - quarter * 0x40000000) * RADIANS_PER_UNIT;
  const value = quarter % 2 === 0 ? sineNearZero(x) : cosineNearZero(x);
  return quarter === 2 || quarter === 3 ? -value : value;
}

/** 0 to 4: the quarter turn from which the angle is at most an eighth of a turn away. */
function nearestQuarter(word: number): number {
  return Math.floor((word + 0x20000000) / 0x40000000);
}

/** Taylor series up to x^17/17!, |x| <= pi/4. */
function sineNearZero(x: number): number {
  const t = x * x;
  let series = 1;
  for (let k = 16; k >= 2; k -= 2) series = 1 - (t / (k * (k + 1))) * series;
  return x * series;
}

/** Taylor series up to x^18/18!, |x| <= pi/4. */
function cosineNearZero(x: number): number {
  const t = x * x;
  let series = 1;
  for (let k = 17; k >= 1; k -= 2) series = 1 - (t / (k * (k + 1))) * series;
  return series;
}
