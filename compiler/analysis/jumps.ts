import { visit } from '../../grammar/index.js';
import { subdivide } from './cells.js';
import { encloseOver, valueAt, type Definition } from './definition.js';
import { newEvents } from './enclose.js';
import { interval } from './interval.js';
import { ruleOf } from './rule-of.js';

/** Where a function jumps, known to within a hair, and what it is on both sides. */
export interface Jump {
  readonly lo: number;
  readonly hi: number;
  readonly before: number;
  readonly after: number;
}

/** Tells whether a function may jump over a part of its domain, which its derivative doesn't show. */
export function mayJump(definition: Definition): (part: { readonly lo: number; readonly hi: number }) => boolean {
  let possible = false;
  for (const root of [definition.expression, ...definition.lets.map(({ value }) => value)]) {
    visit(root, (node) => {
      possible ||= node.kind === 'conditional' || (node.kind === 'call' && ruleOf(node)?.jumps === true);
    });
  }
  return ({ lo, hi }) => {
    if (!possible) return false;
    const events = newEvents();
    encloseOver(definition, interval(lo, hi), events);
    return events.jumps;
  };
}

/** A 64th of pi halved 25 times is 1.5e-9. */
const subdivision = { parts: 64, depth: 25 };

/** Smaller jumps may be rounding, as where two branches meet. */
const LEAST = 1e-3;

/** The jumps of a function within a domain, in order: where values a hair apart differ by more than a slope explains. */
export function jumpsOf(definition: Definition, domain: readonly [number, number]): readonly Jump[] {
  const jumps = mayJump(definition);
  if (!jumps({ lo: domain[0], hi: domain[1] })) return [];
  const { cells, complete } = subdivide(definition, domain, { ...subdivision, split: jumps });
  if (!complete) return [];
  const found: Jump[] = [];
  for (const { lo, hi } of cells.filter(jumps)) {
    const [before, after] = [valueAt(definition, lo), valueAt(definition, hi)];
    if (Number.isFinite(before - after) && Math.abs(before - after) > LEAST) found.push({ lo, hi, before, after });
  }
  return found;
}
