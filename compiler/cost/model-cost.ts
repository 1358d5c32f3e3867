import type { Program } from '../graph/graph.js';
import { sizeOf } from '../graph/types.js';
import type { Network } from '../phases/3-expand/network.js';
import { layerCosts, stateBytes, type LayerCost } from './layer-costs.js';
import { trainingCost, type TrainingCost } from './training-cost.js';

/** What a network takes, and a training step of it where the program is trained. */
export interface ModelCost {
  readonly layers: readonly TrainedLayerCost[];
  /** Trained and frozen weights, those of margins too. */
  readonly parameters: number;
  /** For one example, forward. */
  readonly multiplyAdds: number;
  /** Weights, statistics and what the optimizer keeps. */
  readonly stateBytes: number;
  readonly step: TrainingCost | undefined;
}

export interface TrainedLayerCost extends LayerCost {
  /** Of a training step with its whole batch; 0 where there is none. */
  readonly stepMultiplyAdds: number;
  /** Bytes that the layer makes in a step's forward half and the backward half reads. */
  readonly keptBytes: number;
}

export function modelCost(network: Network, program: Program): ModelCost {
  const step = trainingCost(program);
  const given = new Set<string>();
  const layers = layerCosts(network, program).map((cost): TrainedLayerCost => {
    const { path } = cost.node;
    // Where layers without weights share a path, the first stands for all.
    const own = given.has(path) ? undefined : step?.byPath.get(path);
    given.add(path);
    return { ...cost, stepMultiplyAdds: own?.multiplyAdds ?? 0, keptBytes: own?.keptBytes ?? 0 };
  });
  const weights = program.state.filter(({ role }) => role === 'weight');
  return {
    layers,
    parameters: weights.reduce((sum, { type }) => sum + sizeOf(type.shape), 0),
    multiplyAdds: layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
    stateBytes: stateBytes(program),
    step,
  };
}
