import { sizeOf } from '../../compiler/graph/types.js';
import { layerKeys } from '../../compiler/diff/layer-keys.js';
import type { Experiment, LayerNode, Network } from '../../compiler/index.js';

/**
 * The layer whose outputs show what a net makes of its examples: a labelled one with two dimensions, `feature` before others,
 * since that can be drawn as it is; else what flows into the classifier.
 */
export function featureLayer(experiment: Experiment): LayerNode {
  const { network } = experiment;
  const classifiers = new Set(headsOf(experiment).map(({ target }) => target));
  const isPlanar = (node: LayerNode) => sizeOf(node.shape) === 2 && !classifiers.has(node);
  const planar = [...network.labels].filter(([, node]) => isPlanar(node));
  const [, found] = planar.find(([label]) => label === 'feature') ?? planar[0] ?? [];
  const target = classifierOf(experiment);
  return found ?? target.inputs[0] ?? target;
}

/** The layer whose outputs are compared with labels: what the first loss reads that takes one output for each class. */
export function classifierOf(experiment: Experiment): LayerNode {
  return (headsOf(experiment)[0] ?? experiment.losses[0]!).target;
}

function headsOf({ losses }: Experiment): Experiment['losses'] {
  return losses.filter(({ loss }) => loss.reads === 'classes');
}

/** What a layer is called in pictures: its path, or its kind and what stands before it. A position alone says little. */
export function layerName(network: Network, node: LayerNode): string {
  const name = layerKeys(network).get(node)!;
  return /(?:^|\.)\d+$/.test(name) ? `${name} (${node.layer.name})` : name;
}
