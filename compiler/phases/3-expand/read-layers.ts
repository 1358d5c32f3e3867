import type { Experiment } from './experiment.js';
import { above, type LayerNode, type Network } from './network.js';

/** The layers that some loss reads, directly or through others, by their keys. */
export function readLayers(experiments: Iterable<Experiment>): ReadonlySet<string> {
  // Cells share networks.
  const targets = new Map<Network, Set<LayerNode>>();
  for (const { network, losses } of experiments) {
    const known = targets.get(network) ?? new Set<LayerNode>();
    targets.set(network, known);
    for (const { target } of losses) known.add(target);
  }
  const read = new Set<string>();
  for (const of of targets.values()) for (const node of above(of)) read.add(keyOf(node));
  return read;
}

/** The same for a layer of a model wherever the model is expanded. */
export function keyOf({ path, place: { file, span } }: LayerNode): string {
  return `${path} ${file} ${span.start}`;
}
