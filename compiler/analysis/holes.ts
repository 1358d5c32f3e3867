import type { Expression } from '../../grammar/index.js';
import { subdivide } from './cells.js';
import { valueAt, type Definition } from './definition.js';
import { isEmpty } from './interval.js';

/** Where a function has no value: at a point (known to within a hair), or on a whole interval. */
export interface Hole {
  readonly lo: number;
  readonly hi: number;
  readonly wide: boolean;
  /** The division or call that has none. */
  readonly by?: Expression;
}

/** A 64th of pi halved 25 times is 1.5e-9. */
const subdivision = { parts: 64, depth: 25 };

/** The holes of a function in a domain, in order; none where it is proved to have a finite value everywhere. */
export function holesOf(definition: Definition, domain: readonly [number, number]): readonly Hole[] {
  const split = ({ value }: { value: Parameters<typeof isEmpty>[0] & { partial: boolean } }) =>
    value.partial && !isEmpty(value);
  const { cells, complete } = subdivide(definition, domain, { ...subdivision, split });
  const holes: Hole[] = [];
  for (const { lo, hi, value, events } of cells) {
    if (!value.partial) continue;
    const wide = isEmpty(value);
    const [by] = events.undefinedBy;
    const last = holes.at(-1);
    if (last && last.hi >= lo) holes[holes.length - 1] = { ...last, hi, wide: last.wide || wide };
    else holes.push({ lo, hi, wide, ...(by ? { by } : {}) });
  }
  // Where the work was cut short, only what an evaluation confirms is certain.
  return complete ? holes : holes.filter(({ lo, hi }) => !Number.isFinite(valueAt(definition, (lo + hi) / 2)));
}

/** How a function behaves towards a hole. */
export type Growth = 'pole' | 'logarithm' | 'root' | 'none';

/**
 * How the slope grows towards a point: with the distance t like 1/t² or faster than 1/t (a pole), like 1/t (a
 * logarithm), like 1/sqrt(t) (a root, as at the ends of acos), or not.
 */
export function growthAt(derivative: Definition, point: number, side: 1 | -1): Growth {
  const [near, far] = [1e-6, 1e-3].map((distance) => Math.abs(valueAt(derivative, point + side * distance)));
  const order = Math.log10(near! / far!) / 3;
  if (order > 1.2) return 'pole';
  if (order > 0.8) return 'logarithm';
  return order > 0.2 ? 'root' : 'none';
}
