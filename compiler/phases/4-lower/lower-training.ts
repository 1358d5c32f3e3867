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
  const dataLoss = b.mean(perExample, [0]);
  const loss = penalties(experiment, network.weights, draft).reduce((sum, term) => b.add(sum, term), dataLoss);
  const weights = [...network.weights, ...learned].filter(
    ({ node, owner }) => owner === 'loss' || !node.annotations.freeze,
  );
  return { draft, loss, dataLoss, correct: b.sum(correct, [0]), weights };
}

function penalties({ regularizers }: Experiment, weights: readonly WeightUse[], { b }: GraphDraft): Value[] {
  return regularizers.flatMap(({ regularizer, args, targets }) => {
    const selected = new Set(targets);
    const held = weights.filter(({ node, owner }) => owner === 'layer' && selected.has(node));
    return held.map(({ value }) => regularizer.penalty(b, value, args)).filter((term) => term !== undefined);
  });
}
