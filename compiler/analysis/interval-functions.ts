import { above, below, everything, interval, isEmpty, nothing, within, type Interval } from './interval.js';

/** Engines' and browsers' elementary functions are good to an ulp or so; this leaves room. */
const ULPS = 4;

export type Unary = (x: Interval) => Interval;

/**
 * A function that never falls.
 * @param least what its values can't leave, whatever the rounding
 */
export function increasing(f: (x: number) => number, least = -Infinity, most = Infinity): Unary {
  return (x) => {
    if (isEmpty(x)) return nothing;
    const [lo, hi] = [f(x.lo), f(x.hi)];
    return {
      lo: Math.max(least, isRoot(x.lo, lo) ? lo : below(lo, ULPS)),
      hi: Math.min(most, isRoot(x.hi, hi) ? hi : above(hi, ULPS)),
      partial: x.partial,
    };
  };
}

/** Elementary functions are exactly 0 where they are at 0 and ±1; elsewhere a 0 has been rounded. */
function isRoot(x: number, value: number): boolean {
  return value === 0 && (x === 0 || Math.abs(x) === 1);
}

/** A function that never rises. */
export function decreasing(f: (x: number) => number, least: number, most: number): Unary {
  const mirrored = increasing((x) => f(-x), least, most);
  return (x) => mirrored({ lo: -x.hi, hi: -x.lo, partial: x.partial });
}

/** A function that has values from `lo` to `hi` only. */
export function on(lo: number, hi: number, f: Unary): Unary {
  return (x) => f(within(x, lo, hi));
}

/** A function that grows without bound towards `edge`, above which alone it has values. */
export function beyond(edge: number, f: Unary): Unary {
  return (x) => {
    if (x.hi <= edge) return nothing;
    return x.lo > edge ? f(x) : { ...f({ ...x, lo: edge }), lo: -Infinity, partial: true };
  };
}

/** Whether there is a point `offset + k·period` in an interval; in doubt there is. */
function meets({ lo, hi }: Interval, offset: number, period: number): boolean {
  const slack = (x: number) => 1e-15 * (1 + Math.abs(x));
  const first = Math.ceil((lo - slack(lo) - offset) / period);
  return first * period + offset <= hi + slack(hi);
}

export function cosine(x: Interval): Interval {
  return wave(x, Math.cos, 0);
}

export function sine(x: Interval): Interval {
  return wave(x, Math.sin, Math.PI / 2);
}

function wave(x: Interval, f: (x: number) => number, top: number): Interval {
  if (isEmpty(x)) return nothing;
  if (!(x.hi - x.lo < 2 * Math.PI)) return interval(-1, 1, x.partial);
  const [a, b] = [f(x.lo), f(x.hi)];
  const zero = x.lo === 0 || x.hi === 0;
  // No number is pi, or half of it: where the wave crosses 0, its values at the nearest numbers may lie on one side.
  const crosses = meets(x, top - Math.PI / 2, Math.PI);
  const hi = crosses ? Math.max(a, b, 0) : Math.max(a, b);
  const lo = crosses ? Math.min(a, b, 0) : Math.min(a, b);
  const exact = zero || crosses;
  return {
    lo: meets(x, top + Math.PI, 2 * Math.PI) ? -1 : Math.max(-1, exact && lo === 0 ? 0 : below(lo, ULPS)),
    hi: meets(x, top, 2 * Math.PI) ? 1 : Math.min(1, exact && hi === 0 ? 0 : above(hi, ULPS)),
    partial: x.partial,
  };
}

/** The real tangent has no value at its poles; the nearest numbers to them have one, but a huge one. */
export function tangent(x: Interval): Interval {
  if (isEmpty(x)) return nothing;
  if (!(x.hi - x.lo < Math.PI) || meets(x, Math.PI / 2, Math.PI)) return everything;
  return increasing(Math.tan)(x);
}

export function least(x: Interval, y: Interval): Interval {
  if (isEmpty(x) || isEmpty(y)) return nothing;
  return { lo: Math.min(x.lo, y.lo), hi: Math.min(x.hi, y.hi), partial: x.partial || y.partial };
}

export function greatest(x: Interval, y: Interval): Interval {
  if (isEmpty(x) || isEmpty(y)) return nothing;
  return { lo: Math.max(x.lo, y.lo), hi: Math.max(x.hi, y.hi), partial: x.partial || y.partial };
}

export function signs(x: Interval): Interval {
  return isEmpty(x) ? nothing : interval(Math.sign(x.lo), Math.sign(x.hi), x.partial);
}

export function floors(x: Interval): Interval {
  return isEmpty(x) ? nothing : interval(Math.floor(x.lo), Math.floor(x.hi), x.partial);
}

/** acos falls from pi to 0. */
export const arccosine = on(-1, 1, decreasing(Math.acos, 0, above(Math.PI)));
