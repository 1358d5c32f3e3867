import { encloseOver, type Definition } from './definition.js';
import { newEvents, type Events } from './enclose.js';
import { interval, type Interval } from './interval.js';

/** A part of the domain, and what the function is there. */
export interface Cell {
  readonly lo: number;
  readonly hi: number;
  readonly value: Interval;
  readonly events: Events;
}

export interface Subdivision {
  /** How many equal parts to begin with. */
  readonly parts: number;
  /** How often a part is halved at most. */
  readonly depth: number;
  /** Whether it is worth looking closer at a cell. */
  readonly split: (cell: Cell) => boolean;
}

/** All cells together may visit so many nodes of the expression: some milliseconds. */
const MAX_VISITS = 150_000;

/**
 * Divides a domain into cells, finer where `split` asks for it, within bounded work.
 * @returns the cells in order, and whether every one was looked at as closely as was asked
 */
export function subdivide(
  definition: Definition,
  [lo, hi]: readonly [number, number],
  { parts, depth, split }: Subdivision,
): { readonly cells: readonly Cell[]; readonly complete: boolean } {
  const edge = (i: number) => (i === parts ? hi : lo + ((hi - lo) * i) / parts);
  const waiting: { lo: number; hi: number; depth: number }[] = [];
  for (let i = parts - 1; i >= 0; i--) waiting.push({ lo: edge(i), hi: edge(i + 1), depth: 0 });
  const cells: Cell[] = [];
  let visits = 0;
  let complete = true;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const events = newEvents();
    const cell = {
      lo: next.lo,
      hi: next.hi,
      value: encloseOver(definition, interval(next.lo, next.hi), events),
      events,
    };
    visits += events.visits;
    const middle = next.lo + (next.hi - next.lo) / 2;
    const wanted = next.depth < depth && middle > next.lo && middle < next.hi && split(cell);
    if (wanted && visits > MAX_VISITS) complete = false;
    if (!wanted || visits > MAX_VISITS) {
      cells.push(cell);
      continue;
    }
    waiting.push({ lo: middle, hi: next.hi, depth: next.depth + 1 });
    waiting.push({ lo: next.lo, hi: middle, depth: next.depth + 1 });
  }
  return { cells, complete };
}
