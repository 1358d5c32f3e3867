import type { Arguments } from '../evaluation/arguments.js';
import type { Operand } from '../evaluation/build-expression.js';
import type { FunctionStorage } from '../evaluation/build-function.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Shape } from '../graph/types.js';
import type { AngularParts } from '../layers/angle.js';
import type { LayerAnnotations, LayerSite } from '../layers/layer.js';
import type { Signature } from '../schema.js';

/** A loss: what training makes small. One loss, one file. The parameter `of` names the layer that it reads. */
export interface Loss extends Signature {
  /** What the layer that it reads must give: one output for each class, or vectors of any length. */
  readonly reads: 'classes' | 'features';
  /** Whether it says which class an example is of, and so gives logits. */
  readonly knowsClasses: boolean;
  /** Elements of the largest tensor that it makes, where that grows faster than the batch. */
  elements?(batch: number, args: Arguments): number;
  lower(site: LossSite): LossResult;
}

export interface LossSite {
  readonly b: GraphBuilder;
  readonly mode: LayerSite['mode'];
  readonly args: Arguments;
  /** Output of the layer that the loss reads, [N, classes] or [N, features], before the scale. */
  readonly output: Value;
  /** How many classes the data have. */
  readonly classes: number;
  /** The layer's `@scale`. */
  readonly scale: Operand;
  /** What the output is made of, where the layer is angular. */
  readonly angle: AngularParts | undefined;
  /** The layer's `@grad`. */
  readonly gradient: LayerAnnotations['grad'];
  /** Class numbers, i32 [N]. */
  readonly labels: Value;
  /** In evaluation: false for the examples that only fill up a short last batch, bool [N]. */
  readonly counted: Value | undefined;
  /** The training step, 1 at the first. */
  readonly step: Value;
  /** Where a function keeps what training changes: `loss/0/<parameter>.t`. */
  functionStorage(parameter: string): FunctionStorage;
  /** A variable that training updates but the optimizer doesn't: `loss/0/<name>`. */
  statistic(name: string, shape: Shape, initial: number): Value;
  /** The value of a statistic after this step; only in training. */
  updateStatistic(name: string, value: Value): void;
}

export interface LossResult {
  /** The loss of each example, [N]. */
  readonly perExample: Value;
  /** What the class with the largest value is read from, [N, classes]; undefined where it knows no classes. */
  readonly logits: Value | undefined;
}
