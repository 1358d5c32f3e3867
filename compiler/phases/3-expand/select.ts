import type { LayerNode } from './network.js';

/**
 * The layers that selectors mean: a kind of layer (`angconv`), or a label, which stands for every layer at or below
 * it, wherever it occurs. Several selectors match the union, each layer once.
 * @param matched called with each selector and the layers that it matches, which may be none
 */
export function select(
  nodes: readonly LayerNode[],
  selectors: readonly string[],
  matched: (selector: string, matches: readonly LayerNode[]) => void,
): readonly LayerNode[] {
  const selected = new Set<LayerNode>();
  for (const selector of selectors) {
    const matches = nodes.filter((node) => node.layer.name === selector || labelsOf(node).includes(selector));
    matched(selector, matches);
    for (const node of matches) selected.add(node);
  }
  return nodes.filter((node) => selected.has(node));
}

function labelsOf({ path }: LayerNode): string[] {
  return path.split('.').map((part) => part.replace(/\[\d+\]/g, ''));
}
