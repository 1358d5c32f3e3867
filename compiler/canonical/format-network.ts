import { annotations as annotationKinds, type AnnotationName } from '../annotations/index.js';
import type { LayerNode, Network } from '../phases/3-expand/network.js';
import { formatShape } from '../phases/3-expand/network.js';
import { formatArguments } from './format-value.js';

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
export function formatAnnotations(annotated: Pick<LayerNode, 'layer' | 'annotations'>): string[] {
  return annotationTexts(annotated).map(([name, inside]) => (inside === '' ? `@${name}` : `@${name}(${inside})`));
}

/** The annotations that change the layer by name, with what stands in their parentheses. */
export function annotationTexts({
  layer,
  annotations,
}: Pick<LayerNode, 'layer' | 'annotations'>): readonly (readonly [name: AnnotationName, inside: string])[] {
  return layer.annotations.flatMap((name) => {
    const inside = annotationKinds.get(name)!.format(annotations[name]);
    return inside === undefined ? [] : [[name, inside] as const];
  });
}
