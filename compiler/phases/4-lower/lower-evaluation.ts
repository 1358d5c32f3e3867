import type { Graph } from '../../graph/graph.js';
import { tensor } from '../../graph/types.js';
import type { Experiment } from '../3-expand/experiment.js';
import type { LayerNode, Network } from '../3-expand/network.js';
import { GraphDraft } from './graph-draft.js';
import { lowerLosses } from './lower-losses.js';
import { lowerMetrics } from './lower-metrics.js';
import { lowerNetwork } from './lower-network.js';
import type { StateTable } from './state-table.js';

/** Sums over the examples of weight 1, so that a short last batch, padded with weight 0, is exact. */
export function lowerEvaluation(experiment: Experiment, states: StateTable): Graph {
  const draft = new GraphDraft(experiment.batch, states);
  const network = lowerNetwork(experiment.network, draft, 'evaluate');
  const { b, batch } = draft;
  const weights = draft.feed('weights', tensor('f32', [batch]), { kind: 'weights' });
  const counted = b.greater(weights, 0);
  const { perExample, correct, predicted, logits } = lowerLosses(experiment, network, draft, 'evaluate', counted);
  // A padded example's loss could be NaN, and 0 · NaN is NaN: select, don't multiply.
  const lossSum = b.sum(b.select(counted, perExample, b.constant(0, [batch])), [0]);
  return draft.finish('evaluate', {
    loss_sum: lossSum,
    correct: b.sum(b.mul(correct, weights), [0]),
    count: b.sum(weights, [0]),
    ...lowerMetrics(b, { logits, predicted, correct, labels: draft.labels(), weights }),
  });
}

/** One output for each public label, and `output` for the last layer. */
export function lowerPrediction(model: Network, batch: number, states: StateTable): Graph {
  const draft = new GraphDraft(batch, states);
  const network = lowerNetwork(model, draft, 'evaluate');
  // The host knows no bf16.
  const outputOf = (node: LayerNode) => draft.b.cast(network.outputs.get(node)!, 'f32');
  const labelled = [...model.labels].map(([label, node]) => [label, outputOf(node)] as const);
  return draft.finish('predict', { output: outputOf(model.output), ...Object.fromEntries(labelled) });
}

/** What to look at inside of a network, by the names that the outputs shall have. */
export interface Inspected {
  readonly outputs: ReadonlyMap<string, LayerNode>;
  /** Angular layers whose angles are wanted. */
  readonly angles: ReadonlyMap<string, LayerNode>;
}

/** The outputs and the angles of chosen layers, labelled or not; named and fed like the prediction. */
export function lowerInspection(
  model: Network,
  batch: number,
  { outputs, angles }: Inspected,
  states: StateTable,
): Graph {
  const draft = new GraphDraft(batch, states);
  const network = lowerNetwork(model, draft, 'evaluate');
  return draft.finish('predict', {
    ...mapped(outputs, (node) => draft.b.cast(network.outputs.get(node)!, 'f32')),
    ...mapped(angles, (node) => network.angles.get(node)!.theta),
  });
}

function mapped<T, U>(values: ReadonlyMap<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries([...values].map(([name, value]) => [name, change(value)]));
}
