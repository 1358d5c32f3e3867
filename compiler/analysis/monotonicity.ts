import { subdivide, type Cell } from './cells.js';
import { valueAt, type Definition } from './definition.js';

/** How a function moves over a domain. */
export interface Monotonicity {
  readonly direction: 'decreasing' | 'increasing' | 'constant' | 'changing' | 'unknown';
  /** Whether interval arithmetic proves it everywhere; otherwise some tiny cells were only compared at their ends. */
  readonly proved: boolean;
  /** Where the direction turns. */
  readonly turns: readonly number[];
}

const subdivision = { parts: 128, depth: 14 };

type Sign = -1 | 0 | 1 | undefined;

/** @param derivative of the function, over the same variable */
export function monotonicityOf(
  definition: Definition,
  derivative: Definition,
  domain: readonly [number, number],
): Monotonicity {
  const split = (cell: Cell) => signOf(cell) === undefined;
  const { cells, complete } = subdivide(derivative, domain, { ...subdivision, split });
  let proved = complete;
  const signs = cells.map((cell) => {
    const sign = signOf(cell);
    if (sign !== undefined) return { ...cell, sign };
    proved = false;
    return { ...cell, sign: differenceOver(definition, cell) };
  });
  const moving = signs.filter(({ sign }) => sign !== 0);
  const up = moving.some(({ sign }) => sign === 1);
  const down = moving.some(({ sign }) => sign === -1);
  if (moving.some(({ sign }) => sign === undefined)) return { direction: 'unknown', proved: false, turns: [] };
  if (!up && !down) return { direction: 'constant', proved, turns: [] };
  const turns = moving.flatMap((cell, i) => (i > 0 && moving[i - 1]!.sign !== cell.sign ? [cell.lo] : []));
  return { direction: up && down ? 'changing' : up ? 'increasing' : 'decreasing', proved, turns };
}

/** The sign that a derivative keeps over a cell; unknown also where the function may jump. */
function signOf({ value, events }: Cell): Sign {
  if (events.jumps || value.lo > value.hi) return undefined;
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
