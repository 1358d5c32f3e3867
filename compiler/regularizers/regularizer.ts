import type { Arguments } from '../evaluation/arguments.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Signature } from '../schema.js';

/** A penalty on weights that is added to the loss. One regularizer, one file. Its parameter `on` selects the layers. */
export interface Regularizer extends Signature {
  /** What it holds down: every weight of a layer, or only filters. */
  readonly holds: 'weights' | 'filters';
  /** The penalty of one weight, a scalar; undefined where it holds nothing of a weight of that shape. */
  penalty(b: GraphBuilder, weight: Value, args: Arguments): Value | undefined;
}
