import type { Operation, Value } from '../../../graph/graph.js';
import type { Materialized } from './materialized.js';
import type { PlannedRegion } from './plan.js';

/** Inputs beyond which a region grows no further: all of them must be kept until it runs. */
const MAX_INPUTS = 12;
/** Operations that a region may have, which bounds the time that compiling it takes. */
const MAX_MEMBERS = 200;

/** The region of a value: all operations that lead to it from values that lie in memory. */
export function grow(root: Value, materialized: Materialized): PlannedRegion {
  const members = new Set<Operation>();
  const inputs = new Set<Value>();
  /** What members take and may be made by members too. */
  const open = new Set<Value>();
  const take = (operation: Operation): void => {
    members.add(operation);
    for (const value of operation.inputs) {
      const outside = !materialized.isFusable(value) || materialized.has(value);
      (outside ? inputs : open).add(value);
    }
  };
  take(root.producer);
  while (open.size > 0) {
    const value = latest(open);
    open.delete(value);
    const full = members.size >= MAX_MEMBERS || inputs.size >= MAX_INPUTS;
    if (full && !materialized.isConstant(value)) inputs.add(value);
    else take(value.producer);
  }
  const ordered = [...members].sort((a, b) => a.results[0]!.id - b.results[0]!.id);
  return { root, members: ordered, inputs: [...inputs].sort((a, b) => a.id - b.id) };
}

/** The value made last: nothing that is open needs it. */
function latest(values: Iterable<Value>): Value {
  let found: Value | undefined;
  for (const value of values) if (!found || value.id > found.id) found = value;
  return found!;
}
