import type { Graph } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import { compileNetwork } from '../../../compiler/index.js';
import { Random } from '../../compiler/primitives/random.js';
import { vectorJacobianGraph } from '../../support/gradient-graph.js';
import { modelText, networkOf } from '../../support/spec.js';
import type { ParityCase } from './case.js';
import { layerDraws } from './layer-draws.js';

const LARGEST_BATCH = 5;

/** Layers that there are cases for. */
export const layerNames: readonly string[] = Object.keys(layerDraws);

/**
 * A layer with random arguments and annotations on random images or vectors: its output and what it updates in
 * training, the gradients with respect to its weights and input, and its output in evaluation.
 */
export function layerCase(name: string, index: number, seed: number): ParityCase {
  const random = new Random(`parity ${seed} layer ${name} ${index}`);
  const { line, shape } = layerDraws[name]!(random, index);
  const batch = index % 4 === 0 ? 1 : random.integer(1, LARGEST_BATCH);
  const network = networkOf(modelText(shape, line === '' ? '' : `layer: ${line}`));
  const train = vectorJacobianGraph(network, batch);
  const { state: variables, graphs } = compileNetwork(network, batch);
  const evaluate: Graph = { ...graphs.predict, outputs: { evaluated: graphs.predict.outputs['output']! } };
  const numbers = (size: readonly number[], low: number): Float32Array =>
    Float32Array.from(random.tensor(size, low, 1).data);
  const feeds = train.inputs.map(({ name: input, value, source }) => {
    return [input, numbers(value.type.shape, source.kind === 'random' ? 0 : -1)] as const;
  });
  const state = variables.map(({ name: variable, type, role }) => {
    // What is counted and averaged is positive; evaluation begins differently where nothing was counted yet.
    if (role === 'counter') return [variable, new Float32Array(sizeOf(type.shape)).fill(3 * (index % 3))] as const;
    return [variable, numbers(type.shape, role === 'weight' ? -1 : 0.1)] as const;
  });
  return {
    name,
    label: `${name} ${index}: ${line} on [${[batch, ...shape].join(', ')}]`,
    graphs: [train, evaluate],
    feeds: Object.fromEntries(feeds),
    state: Object.fromEntries(state),
  };
}
