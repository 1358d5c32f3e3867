import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { LayerSite } from './layer.js';

/** A running average that began at 0, moved by the share 1 - decay towards what a batch has. */
export function averaged(b: GraphBuilder, old: Value, batch: Value, decay: number): Value {
  return b.add(b.mul(old, decay), b.mul(batch, 1 - decay));
}

/**
 * A running average that began at 0, divided by the share of it that is real: 1 - decay^steps.
 * @param untrained what it is before the first step
 */
export function corrected(
  { b, step }: Pick<LayerSite, 'b' | 'step'>,
  statistic: Value,
  decay: number,
  untrained: number,
): Value {
  const share = b.neg(b.expm1(b.mul(step, Math.log(decay))));
  const fresh = b.equal(step, 0);
  const average = b.div(statistic, b.select(fresh, 1, share));
  return b.select(b.broadcast(fresh, average.type.shape), b.constant(untrained, average.type.shape), average);
}
