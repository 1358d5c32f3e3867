import type { Initializer, Value } from '../../graph/graph.js';
import { tensor, type Shape } from '../../graph/types.js';
import type { AngularParts } from '../../layers/angle.js';
import type { LayerSite } from '../../layers/layer.js';
import type { LayerNode, Network } from '../3-expand/network.js';
import { functionStorage } from './function-storage.js';
import type { GraphDraft } from './graph-draft.js';

/** A weight that a layer or loss reads. */
export interface WeightUse {
  /** The layer; for what a loss has learned the one that it reads. */
  readonly node: LayerNode;
  /** Name of its state variable: `stage1[3].main.0/filter`. */
  readonly name: string;
  readonly value: Value;
  /**
   * What learns it: the layer itself; its angle or magnitude function or its scale; or the margin of a loss. `@freeze`
   * keeps the first two, regularizers hold down the first.
   */
  readonly owner: 'layer' | 'function' | 'loss';
}

export interface LoweredNetwork {
  /** f32 or bf16. */
  readonly outputs: ReadonlyMap<LayerNode, Value>;
  readonly weights: readonly WeightUse[];
  /** What margins need of angular layers. */
  readonly angles: ReadonlyMap<LayerNode, AngularParts>;
}

/** Builds every layer's primitives. */
export function lowerNetwork(network: Network, draft: GraphDraft, mode: LayerSite['mode']): LoweredNetwork {
  const outputs = new Map<LayerNode, Value>();
  const weights: WeightUse[] = [];
  const angles = new Map<LayerNode, AngularParts>();
  for (const node of network.nodes) {
    draft.b.origin = { path: node.path, file: node.place.file, line: node.line };
    outputs.set(node, node.layer.lower(siteOf(node, { outputs, weights, angles }, draft, mode)));
  }
  draft.b.origin = undefined;
  return { outputs, weights, angles };
}

/** What has been lowered so far. */
interface Lowered {
  readonly outputs: ReadonlyMap<LayerNode, Value>;
  readonly weights: WeightUse[];
  readonly angles: Map<LayerNode, AngularParts>;
}

function siteOf(
  node: LayerNode,
  { outputs, weights, angles }: Lowered,
  draft: GraphDraft,
  mode: LayerSite['mode'],
): LayerSite {
  const inputs = node.inputs.map((input) => {
    const value = outputs.get(input)!;
    return node.annotations.precision === 'bf16' ? value : draft.b.cast(value, 'f32');
  });
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
      weights.push({ node, name: `${node.path}/${name}`, value, owner: 'layer' });
      return value;
    },
    statistic: (name, size, initial) =>
      draft.read(variable(name, size, 'statistic', { kind: 'constant', value: initial })),
    updateStatistic: (name, value) => draft.write(`${node.path}/${name}`, value),
    functionStorage: (kind) =>
      functionStorage(draft, { prefix: `${node.path}/${kind}`, filters: shape.at(-1)!, mode }, (name, value) =>
        weights.push({ node, name, value, owner: 'function' }),
      ),
    showAngle: (parts) => angles.set(node, parts),
    random: (size) => draft.feed(`${node.path}/random`, tensor('f32', size), { kind: 'random', path: node.path }),
  };
}
