import type { Initializer, Value } from '../../graph/graph.js';
import { tensor, type Shape } from '../../graph/types.js';
import type { LayerSite } from '../../layers/layer.js';
import type { LayerNode, Network } from '../3-expand/network.js';
import type { GraphDraft } from './graph-draft.js';

/** A weight that a layer reads. */
export interface WeightUse {
  readonly node: LayerNode;
  /** Name of its state variable: `stage1[3].main.0/filter`. */
  readonly name: string;
  readonly value: Value;
}

export interface LoweredNetwork {
  readonly outputs: ReadonlyMap<LayerNode, Value>;
  readonly weights: readonly WeightUse[];
}

/** Builds every layer's primitives. */
export function lowerNetwork(network: Network, draft: GraphDraft, mode: LayerSite['mode']): LoweredNetwork {
  const outputs = new Map<LayerNode, Value>();
  const weights: WeightUse[] = [];
  for (const node of network.nodes) {
    draft.b.origin = { path: node.path, file: node.place.file, line: node.line };
    outputs.set(node, node.layer.lower(siteOf(node, outputs, draft, mode, weights)));
  }
  draft.b.origin = undefined;
  return { outputs, weights };
}

function siteOf(
  node: LayerNode,
  outputs: ReadonlyMap<LayerNode, Value>,
  draft: GraphDraft,
  mode: LayerSite['mode'],
  weights: WeightUse[],
): LayerSite {
  const inputs = node.inputs.map((input) => outputs.get(input)!);
  const shape = [draft.batch, ...node.shape];
  const variable = (name: string, size: Shape, role: 'weight' | 'statistic', initializer: Initializer) => ({
    name: `${node.path}/${name}`,
    type: tensor('f32', size),
    role,
    initializer,
  });
  return {
    b: draft.b,
    mode,
    inputs,
    input: inputs[0] ?? draft.feed('features', tensor('f32', shape), { kind: 'features' }),
    args: node.args,
    shape,
    annotations: node.annotations,
    step: draft.step(),
    weight(name, size, initializer) {
      const value = draft.read(variable(name, size, 'weight', initializer));
      weights.push({ node, name: `${node.path}/${name}`, value });
      return value;
    },
    statistic: (name, size, initial) =>
      draft.read(variable(name, size, 'statistic', { kind: 'constant', value: initial })),
    updateStatistic: (name, value) => draft.write(`${node.path}/${name}`, value),
    random: (size) => draft.feed(`${node.path}/random`, tensor('f32', size), { kind: 'random', path: node.path }),
  };
}
