import { subdivide, type Cell } from './cells.js';
import { valueAt, type Definition } from './definition.js';
import { mayJump } from './jumps.js';

/** How a function moves over a domain. */
export interface Monotonicity {
  readonly direction: 'decreasing' | 'increasing' | 'constant' | 'changing' | 'unknown';
  /** Whether interval arithmetic proves it everywhere; otherwise some tiny cells were only compared at their ends. */
  readonly proved: boolean;
  /** Where the direction turns. */
  readonly turns: readonly number[];
  /** Where the slope is 0: on no interval, on some, or everywhere, though the function may go in steps then. */
  readonly flat: 'nowhere' | 'partly' | 'everywhere';
}

const subdivision = { parts: 128, depth: 14 };

type Sign = -1 | 0 | 1 | undefined;

/** @param derivative of the function, over the same variable */
export function monotonicityOf(
  definition: Definition,
  derivative: Definition,
  domain: readonly [number, number],
): Monotonicity {
  const jumps = mayJump(definition);
  const decided = (cell: Cell) => (jumps(cell) ? undefined : signOf(cell));
  const { cells, complete } = subdivide(derivative, domain, {
    ...subdivision,
    split: (cell) => decided(cell) === undefined,
  });
  let proved = complete;
  const signs = cells.map((cell) => {
    const sign = decided(cell);
    proved &&= sign !== undefined;
    return { ...cell, sign: sign ?? differenceOver(definition, cell) };
  });
  const level = cells.filter((cell) => signOf(cell) === 0).length;
  const flat = level === cells.length ? 'everywhere' : level > 0 ? 'partly' : 'nowhere';
  const moving = signs.filter(({ sign }) => sign !== 0);
  const known = { proved, flat, turns: [] } as const;
  if (moving.some(({ sign }) => sign === undefined)) return { ...known, direction: 'unknown' };
  if (moving.length === 0) return { ...known, direction: 'constant' };
  const turns = moving.flatMap((cell, i) => (i > 0 && moving[i - 1]!.sign !== cell.sign ? [cell.lo] : []));
  if (turns.length > 0) return { ...known, direction: 'changing', turns };
  return { ...known, direction: moving[0]!.sign === 1 ? 'increasing' : 'decreasing' };
}

/** The sign that a derivative keeps over a cell. */
function signOf({ value }: Cell): Sign {
  if (value.lo > value.hi) return undefined;
  if (value.lo === 0 && value.hi === 0) return 0;
  if (value.hi <= 0) return -1;
  return value.lo >= 0 ? 1 : undefined;
}

function differenceOver(definition: Definition, { lo, hi }: Cell): Sign {
  const [from, to] = [valueAt(definition, lo), valueAt(definition, hi)];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return Number.isNaN(from + to) ? undefined : 0;
  // Less than rounding is no movement.
  const tolerance = 1e-12 * (Math.abs(from) + Math.abs(to) + 1e-3);
  return Math.abs(to - from) <= tolerance ? 0 : to > from ? 1 : -1;
}
