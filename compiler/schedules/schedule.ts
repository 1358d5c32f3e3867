import type { Arguments } from '../evaluation/arguments.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Signature } from '../schema.js';

/** How the learning rate changes during training. One schedule, one file. */
export interface Schedule extends Signature {
  /**
   * The factor on the learning rate, a scalar.
   * @param step scalar: how many steps are done, 0 at the first
   * @param steps how many steps the run has
   */
  factor(b: GraphBuilder, step: Value, steps: number, args: Arguments): Value;
}
