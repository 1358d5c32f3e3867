import type { Origin, Value } from '../graph/graph.js';
import type { FiniteCounts } from './finite-counts.js';

/** Where numbers that are not finite begin: a value that has some, made of others that have none. */
export interface NotFiniteFinding {
  /** What training watches: one of these two. */
  readonly what: 'loss' | 'gradients';
  readonly value: Value;
  /** The layer, loss or regularizer that computes the value; absent for state and for what the host feeds. */
  readonly origin: Origin | undefined;
  /** How many elements are not finite. */
  readonly count: number;
  /** Positions in the batch of the examples that these belong to, where that can be said. */
  readonly positions: readonly number[] | undefined;
}

/**
 * Follows numbers that are not finite from the loss, else from the gradients, back to where they begin. Such numbers
 * that nothing reads, as on the untaken side of a select, are passed by.
 * @param counts by the names of the outputs
 * @returns undefined where the loss and the gradients are finite
 */
export function firstNotFinite(
  { counted, roots }: FiniteCounts,
  counts: Readonly<Record<string, ArrayLike<number>>>,
): NotFiniteFinding | undefined {
  const bad = new Map<Value, { readonly counts: number[]; readonly perExample: boolean }>();
  for (const [name, { value, perExample }] of counted) {
    const found = Array.from(counts[name]!);
    if (found.some((count) => count > 0)) bad.set(value, { counts: found, perExample });
  }
  const root = roots.find((value) => bad.has(value));
  if (!root) return undefined;
  const value = beginnings(root, bad)[0]!;
  const found = bad.get(value)!;
  return {
    what: root === roots[0] ? 'loss' : 'gradients',
    value,
    origin: value.producer.origin ?? originBefore(value),
    count: found.counts.reduce((sum, count) => sum + count, 0),
    positions: found.perExample ? found.counts.flatMap((count, position) => (count > 0 ? [position] : [])) : undefined,
  };
}

/** In the order of computation: what is bad, is needed for the root, and is made of nothing bad. */
function beginnings(root: Value, bad: ReadonlyMap<Value, unknown>): Value[] {
  const seen = new Set([root]);
  const found: Value[] = [];
  for (const value of seen) {
    const before = value.producer.inputs.filter((input) => bad.has(input));
    before.forEach((input) => seen.add(input));
    if (before.length === 0) found.push(value);
  }
  return found.sort((a, b) => a.id - b.id);
}

/** What no layer computes, such as the sum over all gradients, belongs to what it is computed from. */
function originBefore({ producer }: Value): Origin | undefined {
  for (const input of producer.inputs) {
    const origin = input.producer.origin ?? originBefore(input);
    if (origin) return origin;
  }
  return undefined;
}
