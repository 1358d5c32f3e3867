import { above, below, divide, hull, interval, isEmpty, multiply, negate, nothing, type Interval } from './interval.js';

/** Math.pow is within an ulp or two of the truth; this leaves room. */
const ULPS = 8;

/** x^y over two intervals. */
export function power(x: Interval, y: Interval): Interval {
  if (isEmpty(x) || isEmpty(y)) return nothing;
  if (y.lo === y.hi && Number.isInteger(y.lo)) return { ...wholePower(x, y.lo), partial: powerIsPartial(x, y) };
  if (x.hi < 0) return fromNegative(x, y);
  const positive = realPower(x.lo < 0 ? { ...x, lo: 0 } : x, y);
  return x.lo < 0 ? hull(positive, fromNegative({ ...x, hi: 0 }, y)) : positive;
}

function powerIsPartial(x: Interval, y: Interval): boolean {
  return x.partial || y.partial || (y.lo < 0 && x.lo <= 0 && x.hi >= 0);
}

function wholePower(x: Interval, n: number): Interval {
  if (n === 0) return interval(1);
  if (n < 0) return divide(interval(1), wholePower(x, -n));
  if (n === 1) return x;
  const ends = [x.lo, x.hi].map((end) => around(end ** n));
  const both = hull(ends[0]!, ends[1]!);
  // An even power turns at 0.
  const result = n % 2 === 0 && x.lo <= 0 && x.hi >= 0 ? { ...both, lo: 0 } : both;
  return n === 2 && isUnit(x) ? multiply(magnitude(x), magnitude(x)) : result;
}

function isUnit({ lo, hi }: Interval): boolean {
  return Math.abs(lo) === 1 || Math.abs(hi) === 1;
}

export function magnitude(x: Interval): Interval {
  if (x.lo >= 0) return x;
  return x.hi <= 0 ? negate(x) : { lo: 0, hi: Math.max(-x.lo, x.hi), partial: x.partial };
}

function around(value: number): Interval {
  return value === 0 || value === 1 ? interval(value) : interval(below(value, ULPS), above(value, ULPS));
}

/** For x >= 0 the power is monotonic in each of the two, so that the corners bound it. */
function realPower(x: Interval, y: Interval): Interval {
  const partial = x.partial || y.partial || (x.lo === 0 && y.lo < 0);
  if (x.hi === 0 && y.hi < 0) return nothing;
  let result = { ...nothing, partial };
  // JavaScript's -0 has other powers than 0.
  for (const base of [x.lo, x.hi].map(Math.abs)) {
    for (const exponent of [y.lo, y.hi]) {
      const value = base ** exponent;
      // 1 to an infinite power: numbers near 1 may give anything positive.
      result = hull(result, Number.isNaN(value) ? interval(0, Infinity) : around(value));
    }
  }
  return { ...result, lo: Math.max(result.lo, 0), partial };
}

/** A negative number has a power only where the exponent is whole, of either sign then. */
function fromNegative(x: Interval, y: Interval): Interval {
  if (y.lo === y.hi) return nothing;
  const size = realPower(magnitude(x), y);
  return { ...hull(size, negate(size)), partial: true };
}
