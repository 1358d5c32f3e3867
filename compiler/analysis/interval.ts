/**
 * Interval arithmetic: every operation encloses all values that it has over its operands, rounding included.
 * Truth values are 0 and 1, as everywhere in expressions.
 */

/** All numbers from `lo` to `hi`; none where `lo > hi`. Ends may be infinite. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
  /** Whether there may be points in the operands that have no finite value. */
  readonly partial: boolean;
}

export const nothing: Interval = { lo: Infinity, hi: -Infinity, partial: true };
export const everything: Interval = { lo: -Infinity, hi: Infinity, partial: true };

export function interval(lo: number, hi: number = lo, partial = false): Interval {
  return { lo, hi, partial };
}

export function isEmpty({ lo, hi }: Interval): boolean {
  return lo > hi;
}

/** The relative distance of neighbouring float64 numbers, and the smallest of them. */
const EPSILON = 2 ** -52;
const TINY = Number.MIN_VALUE;

/** A number below `x`, `ulps` units in the last place or a little more; infinite ends stay. */
export function below(x: number, ulps = 1): number {
  return Number.isFinite(x) ? x - (Math.abs(x) * EPSILON * ulps + TINY) : x === Infinity ? Number.MAX_VALUE : x;
}

export function above(x: number, ulps = 1): number {
  return -below(-x, ulps);
}

/** Everything between and in two intervals. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi), partial: a.partial || b.partial };
}

/** The part of `x` from `lo` to `hi`; what lies outside has no value. */
export function within(x: Interval, lo: number, hi: number): Interval {
  if (x.lo >= lo && x.hi <= hi) return x;
  return { lo: Math.max(x.lo, lo), hi: Math.min(x.hi, hi), partial: true };
}

export function negate({ lo, hi, partial }: Interval): Interval {
  return { lo: -hi, hi: -lo, partial };
}

/** Knuth's two-sum tells on which side of the rounded sum the true one lies, so that exact sums stay points. */
function sumError(a: number, b: number, sum: number): number {
  const rounded = sum - a;
  return a - (sum - rounded) + (b - rounded);
}

function lowSum(a: number, b: number): number {
  const sum = a + b;
  if (Number.isNaN(sum)) return -Infinity;
  return sumError(a, b, sum) >= 0 ? sum : below(sum);
}

export function add(a: Interval, b: Interval): Interval {
  const partial = a.partial || b.partial;
  if (isEmpty(a) || isEmpty(b)) return nothing;
  return { lo: lowSum(a.lo, b.lo), hi: -lowSum(-a.hi, -b.hi), partial };
}

export function subtract(a: Interval, b: Interval): Interval {
  return add(a, negate(b));
}

/** 0 times infinity is 0: the infinite end stands for numbers without bound, not for a value. */
function product(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

/** Multiplying by 0 and ±1 doesn't round. */
function isExact(x: number, y: number): boolean {
  return x === 0 || y === 0 || Math.abs(x) === 1 || Math.abs(y) === 1;
}

export function multiply(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return nothing;
  let lo = Infinity;
  let hi = -Infinity;
  for (const x of [a.lo, a.hi]) {
    for (const y of [b.lo, b.hi]) {
      const value = product(x, y);
      const exact = isExact(x, y);
      lo = Math.min(lo, exact ? value : below(value));
      hi = Math.max(hi, exact ? value : above(value));
    }
  }
  return { lo, hi, partial: a.partial || b.partial };
}

export function divide(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b) || (b.lo === 0 && b.hi === 0)) return nothing;
  if (b.lo > 0 || b.hi < 0) return quotient(a, b);
  if (b.lo < 0 && b.hi > 0) return everything;
  // The divisor reaches 0 at one end: from there the quotient grows without bound on one side.
  const side = b.lo === 0 ? { ...b, lo: TINY } : { ...b, hi: -TINY };
  const { lo, hi } = quotient(a, side);
  const up = (a.hi > 0 && b.hi > 0) || (a.lo < 0 && b.lo < 0);
  const down = (a.lo < 0 && b.hi > 0) || (a.hi > 0 && b.lo < 0);
  return { lo: down ? -Infinity : Math.min(lo, 0), hi: up ? Infinity : Math.max(hi, 0), partial: true };
}

function quotient(a: Interval, b: Interval): Interval {
  let lo = Infinity;
  let hi = -Infinity;
  for (const x of [a.lo, a.hi]) {
    for (const y of [b.lo, b.hi]) {
      const value = Number.isFinite(y) ? x / y : Number.isFinite(x) ? 0 : NaN;
      const exact = x === 0 || Math.abs(y) === 1 || value === 0;
      // Infinity over infinity can be anything between 0 and infinity; the other corners bound the rest.
      lo = Math.min(lo, Number.isNaN(value) ? 0 : exact ? value : below(value));
      hi = Math.max(hi, Number.isNaN(value) ? 0 : exact ? value : above(value));
    }
  }
  return { lo, hi, partial: a.partial || b.partial };
}
