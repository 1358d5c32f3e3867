import type { Experiment, Network } from '../../compiler/index.js';
import type { Graph, Value } from '../../compiler/graph/graph.js';
import { GraphDraft } from '../../compiler/phases/4-lower/graph-draft.js';
import { lowerNetwork } from '../../compiler/phases/4-lower/lower-network.js';
import { lowerTraining } from '../../compiler/phases/4-lower/lower-training.js';
import { StateTable } from '../../compiler/phases/4-lower/state-table.js';
import { differentiate } from '../../compiler/phases/5-differentiate/differentiate.js';

/** The name under which a graph of this file gives the gradient with respect to a weight or input. */
export function gradientName(of: string): string {
  return `gradient:${of}`;
}

/** The forward pass of a training step and the gradient of its loss with respect to each weight. */
export function gradientGraph(experiment: Experiment): Graph {
  const { draft, loss, dataLoss, weights } = lowerTraining(experiment, new StateTable());
  const wanted = weights.map(({ name, value }): [string, Value] => [name, value]);
  return draft.finish('gradients', { loss, data_loss: dataLoss, ...gradients(draft, loss, wanted) });
}

/**
 * Output `y` of a network in training, and the gradients of the sum of y times the input `cotangent` with respect to
 * the weights and to the examples, `features`.
 */
export function vectorJacobianGraph(network: Network, batch: number): Graph {
  const draft = new GraphDraft(batch, new StateTable());
  const { outputs, weights } = lowerNetwork(network, draft, 'train');
  const y = outputs.get(network.output)!;
  const { b } = draft;
  const cotangent = draft.feed('cotangent', y.type, { kind: 'features' });
  const scalar = b.sum(
    b.mul(y, cotangent),
    y.type.shape.map((_, axis) => axis),
  );
  const examples = outputs.get(network.nodes.find((node) => node.layer.arity === 'none')!)!;
  const wanted = weights.map(({ name, value }): [string, Value] => [name, value]);
  return draft.finish('layer', { y, ...gradients(draft, scalar, [...wanted, ['features', examples]]) });
}

function gradients({ b }: GraphDraft, scalar: Value, wanted: readonly [string, Value][]): Record<string, Value> {
  const found = differentiate(
    b,
    scalar,
    wanted.map(([, value]) => value),
  );
  return Object.fromEntries(wanted.map(([name], index) => [gradientName(name), found[index]!]));
}
