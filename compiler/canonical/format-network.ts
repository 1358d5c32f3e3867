import type { AnnotationName, Scale } from '../layers/layer.js';
import type { LayerNode, Network } from '../phases/3-expand/network.js';
import { formatShape } from '../phases/3-expand/network.js';
import { formatArguments, formatFunction } from './format-value.js';

/** Names of a network's layers within a canonical text: `%0`, `%1`, … in the order of flow. */
export type LayerNumbers = ReadonlyMap<LayerNode, string>;

export function numberLayers({ nodes }: Network): LayerNumbers {
  return new Map(nodes.map((node, index) => [node, `%${index}`]));
}

/** One line a layer: its path where its weights or random numbers have names, what it reads, its public labels. */
export function formatNetwork(network: Network, numbers: LayerNumbers): string[] {
  const labels = new Map<LayerNode, string[]>();
  for (const [label, node] of network.labels) labels.set(node, [...(labels.get(node) ?? []), label]);
  const lines = network.nodes.map((node) => formatLayer(node, numbers, labels.get(node) ?? []));
  return [...lines, `output ${numbers.get(network.output)}`];
}

function formatLayer(node: LayerNode, numbers: LayerNumbers, labels: readonly string[]): string {
  const { layer, args, inputs, path, shape } = node;
  const parts = [`${numbers.get(node)} = ${layer.name}${formatArguments(layer, args)}`, ...formatAnnotations(node)];
  if (inputs.length > 0) parts.push(`of ${inputs.map((input) => numbers.get(input)).join(', ')}`);
  if (layer.stateful) parts.push(`at ${path}`);
  if (labels.length > 0) parts.push(`labelled ${[...labels].sort().join(', ')}`);
  return `${parts.join(' ')} -> ${formatShape(shape)}`;
}

/** The annotations that change the layer, with their defaults. */
export function formatAnnotations({ layer, annotations }: Pick<LayerNode, 'layer' | 'annotations'>): string[] {
  const { angle, magnitude, norm, gradient, init, freeze } = annotations;
  const all: Readonly<Record<AnnotationName, () => string[]>> = {
    angle: () => [`@angle(${formatFunction(angle)})`],
    magnitude: () => [`@magnitude(${magnitude ? formatFunction(magnitude) : 1})`],
    scale: () => [formatScale(annotations.scale)],
    norm: () => [`@norm(eps: ${norm.epsilon}, clip: ${norm.clip})`],
    grad: () => [`@grad(${gradient})`],
    init: () => [`@init(${init.initializer.name}${formatArguments(init.initializer, init.args)})`],
    freeze: () => (freeze ? ['@freeze'] : []),
  };
  return layer.annotations.flatMap((name) => all[name]());
}

function formatScale({ start, learned, minimum }: Scale): string {
  if (!learned) return `@scale(${start})`;
  return `@scale(${start}, learn: true${minimum === undefined ? '' : `, min: ${minimum}`})`;
}
