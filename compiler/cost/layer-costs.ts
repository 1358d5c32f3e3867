import type { Program } from '../graph/graph.js';
import { sizeOf } from '../graph/types.js';
import type { LayerNode, Network } from '../phases/3-expand/network.js';
import { multiplyAdds } from './multiply-adds.js';

export interface LayerCost {
  readonly node: LayerNode;
  /** Trained weights. */
  readonly parameters: number;
  /** For one example, forward. */
  readonly multiplyAdds: number;
}

/** What each layer of a network takes. */
export function layerCosts(network: Network, { state, graphs, batch }: Program): readonly LayerCost[] {
  const work = multiplyAdds(graphs.predict);
  const weights = new Map<string, number>();
  for (const { name, role, type } of state) {
    const path = name.slice(0, name.lastIndexOf('/'));
    if (role === 'weight') weights.set(path, (weights.get(path) ?? 0) + sizeOf(type.shape));
  }
  return network.nodes.map((node) => {
    // Only what has weights multiplies, and only stateful layers have paths of their own.
    const owns = node.layer.stateful;
    const parameters = owns ? (weights.get(node.path) ?? 0) : 0;
    return { node, parameters, multiplyAdds: owns ? (work.get(node.path) ?? 0) / batch : 0 };
  });
}

/** Bytes of all state variables: weights, statistics and the optimizer's. */
export function stateBytes({ state }: Pick<Program, 'state'>): number {
  return state.reduce((sum, { type }) => sum + 4 * sizeOf(type.shape), 0);
}
