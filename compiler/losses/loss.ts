import type { Arguments } from '../evaluation/arguments.js';
import type { Operand } from '../evaluation/build-expression.js';
import type { FunctionStorage } from '../evaluation/build-function.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AngularParts } from '../layers/angle.js';
import type { LayerAnnotations, LayerSite } from '../layers/layer.js';
import type { Signature } from '../schema.js';

/** A loss: what training makes small. One loss, one file. The parameter `of` names the layer that it reads. */
export interface Loss extends Signature {
  lower(site: LossSite): LossResult;
}

export interface LossSite {
  readonly b: GraphBuilder;
  readonly mode: LayerSite['mode'];
  readonly args: Arguments;
  /** Output of the layer that the loss reads, [N, classes], before the scale. */
  readonly output: Value;
  /** The layer's `@scale`. */
  readonly scale: Operand;
  /** What the output is made of, where the layer is angular. */
  readonly angle: AngularParts | undefined;
  /** The layer's `@grad`. */
  readonly gradient: LayerAnnotations['grad'];
  /** Class numbers, i32 [N]. */
  readonly labels: Value;
  /** The training step, 1 at the first. */
  readonly step: Value;
  /** Where a function keeps what training changes: `loss/0/<parameter>.t`. */
  functionStorage(parameter: string): FunctionStorage;
}

export interface LossResult {
  /** The loss of each example, [N]. */
  readonly perExample: Value;
  /** What the class with the largest value is read from, [N, classes]. */
  readonly logits: Value;
}
