import { encloseOver, valueAt, type Definition } from './definition.js';
import { newEvents } from './enclose.js';
import { interval } from './interval.js';

/** The largest value of a function over a domain: what was found, and what it can't exceed. */
export interface Extreme {
  readonly at: number;
  readonly value: number;
  /** Proved by interval arithmetic; infinite where it grows without bound. */
  readonly bound: number;
}

const STEPS = 400;
const PARTS = 32;

/** Branch and bound: the cell that may hold the most is halved, until what may be gained doesn't matter. */
export function largest(definition: Definition, domain: readonly [number, number]): Extreme {
  return search(definition, domain, 1);
}

export function smallest(definition: Definition, domain: readonly [number, number]): Extreme {
  return search(definition, domain, -1);
}

function search(definition: Definition, [lo, hi]: readonly [number, number], sign: 1 | -1): Extreme {
  let best = { at: lo, value: -Infinity };
  const look = (at: number) => {
    const value = sign * valueAt(definition, at);
    if (value > best.value && value < Infinity) best = { at, value };
  };
  const cellOf = (from: number, to: number) => {
    const { lo: low, hi: high } = encloseOver(definition, interval(from, to), newEvents());
    return { from, to, bound: sign === 1 ? high : -low };
  };
  const cells = Array.from({ length: PARTS }, (_, i) => {
    const cell = cellOf(lo + ((hi - lo) * i) / PARTS, i === PARTS - 1 ? hi : lo + ((hi - lo) * (i + 1)) / PARTS);
    look(cell.from);
    look(cell.to);
    return cell;
  });
  for (let step = 0; step < STEPS; step++) {
    cells.sort((a, b) => a.bound - b.bound);
    const { from, to, bound } = cells.at(-1)!;
    const middle = from + (to - from) / 2;
    if (bound - best.value <= 1e-9 * (1e-3 + Math.abs(best.value)) || middle <= from || middle >= to) break;
    look(middle);
    cells.pop();
    cells.push(cellOf(from, middle), cellOf(middle, to));
  }
  const bound = Math.max(best.value, ...cells.map((cell) => cell.bound));
  return { at: best.at, value: sign * best.value, bound: sign * bound };
}
