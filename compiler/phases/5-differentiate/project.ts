import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { WeightUse } from '../4-lower/lower-network.js';

/**
 * What `@project` makes of a weight that the optimizer has updated; weights that are no filters stay as they are.
 * @param step scalar, 1 at the first update
 */
export function projected(b: GraphBuilder, { node, owner, value }: WeightUse, updated: Value, step: Value): Value {
  const { project } = node.annotations;
  const { shape } = value.type;
  if (!project || owner !== 'layer' || shape.length < 2) return updated;
  const energy = b.sum(
    b.square(updated),
    shape.slice(1).map((_, axis) => axis),
  );
  const unit = b.mul(updated, b.rsqrt(b.add(energy, project.epsilon)));
  return project.every === 1 ? unit : b.select(b.broadcast(isMultiple(b, step, project.every), shape), unit, updated);
}

/** Whether a whole number can be divided by another; rounding in the quotient plays no part. */
function isMultiple(b: GraphBuilder, number: Value, divisor: number): Value {
  const nearest = b.floor(b.add(b.div(number, divisor), 0.5));
  return b.equal(b.mul(nearest, divisor), number);
}
