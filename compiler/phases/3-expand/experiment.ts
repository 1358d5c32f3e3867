import type { DatasetDescription } from '../../data/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { NanPolicy } from '../../experiments/nan-policy.js';
import type { Origin } from '../../graph/graph.js';
import type { Loss } from '../../losses/loss.js';
import type { Optimizer } from '../../optimizers/optimizer.js';
import type { Regularizer } from '../../regularizers/regularizer.js';
import type { Schedule } from '../../schedules/schedule.js';
import type { LayerNode, Network } from './network.js';

/** A checked experiment: every name is resolved, every number known. */
export interface Experiment {
  readonly name: string;
  readonly network: Network;
  readonly data: { readonly description: DatasetDescription; readonly args: Arguments };
  /** The loss is the sum of these. */
  readonly losses: readonly LossTerm[];
  readonly regularizers: readonly RegularizerTerm[];
  readonly optimizer: { readonly optimizer: Optimizer; readonly args: Arguments };
  readonly schedule: { readonly schedule: Schedule; readonly args: Arguments } | undefined;
  readonly batch: number;
  readonly length: { readonly steps: number } | { readonly epochs: number };
  /** What happens where the loss or a gradient is not finite. */
  readonly onNan: NanPolicy;
}

export interface LossTerm {
  readonly factor: number;
  readonly loss: Loss;
  readonly args: Arguments;
  /** The layer that the loss reads. */
  readonly target: LayerNode;
  /** Where it is written. */
  readonly origin: Origin;
  readonly place: Place;
}

export interface RegularizerTerm {
  readonly regularizer: Regularizer;
  readonly args: Arguments;
  /** The layers whose weights it holds down. */
  readonly targets: readonly LayerNode[];
  /** Where it is written. */
  readonly origin: Origin;
}

/**
 * How many training steps an experiment has.
 * @param trainCount number of training examples
 */
export function stepsOf({ length, batch }: Experiment, trainCount: number): number {
  return 'steps' in length ? length.steps : Math.max(1, Math.round((length.epochs * trainCount) / batch));
}
