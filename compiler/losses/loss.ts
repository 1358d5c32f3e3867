import type { Arguments } from '../evaluation/arguments.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Signature } from '../schema.js';

/** A loss: what training makes small. One loss, one file. The parameter `of` names the layer that it reads. */
export interface Loss extends Signature {
  lower(site: LossSite): LossResult;
}

export interface LossSite {
  readonly b: GraphBuilder;
  readonly args: Arguments;
  /** Output of the layer that the loss reads, [N, classes], before the scale. */
  readonly output: Value;
  /** The layer's `@scale`. */
  readonly scale: number;
  /** Class numbers, i32 [N]. */
  readonly labels: Value;
}

export interface LossResult {
  /** The loss of each example, [N]. */
  readonly perExample: Value;
  /** What the class with the largest value is read from, [N, classes]. */
  readonly logits: Value;
}
