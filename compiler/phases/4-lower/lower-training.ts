import type { Value } from '../../graph/graph.js';
import type { Experiment } from '../3-expand/experiment.js';
import { GraphDraft } from './graph-draft.js';
import { lowerLosses } from './lower-losses.js';
import { lowerNetwork, type WeightUse } from './lower-network.js';
import type { StateTable } from './state-table.js';

/** The forward half of a training step, ready to be differentiated. */
export interface ForwardPass {
  readonly draft: GraphDraft;
  /** What training makes small: mean loss of the batch plus penalties, a scalar. */
  readonly loss: Value;
  /** Without penalties. */
  readonly dataLoss: Value;
  /** How many examples of the batch are classified right, a scalar. */
  readonly correct: Value;
  /** What the optimizer may change. */
  readonly weights: readonly WeightUse[];
}

export function lowerTraining(experiment: Experiment, states: StateTable): ForwardPass {
  const draft = new GraphDraft(experiment.batch, states);
  const network = lowerNetwork(experiment.network, draft, 'train');
  const { perExample, correct, weights: learned } = lowerLosses(experiment, network, draft, 'train');
  const { b } = draft;
  b.origin = experiment.losses[0]!.origin;
  const dataLoss = b.mean(perExample, [0]);
  const correctCount = b.sum(correct, [0]);
  const loss = addPenalties(experiment, dataLoss, network.weights, draft);
  b.origin = undefined;
  const weights = [...network.weights, ...learned].filter(
    ({ node, owner }) => owner === 'loss' || !node.annotations.freeze,
  );
  return { draft, loss, dataLoss, correct: correctCount, weights };
}

function addPenalties(
  { regularizers }: Experiment,
  dataLoss: Value,
  weights: readonly WeightUse[],
  { b }: GraphDraft,
): Value {
  let loss = dataLoss;
  for (const { regularizer, args, targets, origin } of regularizers) {
    b.origin = origin;
    const selected = new Set(targets);
    for (const { node, owner, value } of weights) {
      const penalty = owner === 'layer' && selected.has(node) ? regularizer.penalty(b, value, args) : undefined;
      if (penalty) loss = b.add(loss, penalty);
    }
  }
  return loss;
}
