import type { LayerNode, Network } from '../phases/3-expand/network.js';

/** What a layer is called in a comparison: the same in both networks where it is the same layer. */
export type LayerKeys = ReadonlyMap<LayerNode, string>;

/**
 * Names layers by what survives edits: the structural path of those that own weights or random numbers, a label where
 * there is one, else the kind of layer and the nearest one before it that has such a name.
 */
export function layerKeys({ nodes, labels }: Network): LayerKeys {
  const labelled = new Map<LayerNode, string>();
  for (const [label, node] of labels) if (!labelled.has(node)) labelled.set(node, label);
  const keys = new Map<LayerNode, string>();
  /** Of a layer without a name: the one before it that has one. */
  const anchors = new Map<LayerNode, string>();
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const own = node.layer.stateful && node.path !== '' ? node.path : labelled.get(node);
    const first = node.inputs[0];
    const anchor = own ?? (first && anchors.get(first)) ?? 'the start';
    anchors.set(node, anchor);
    const name = own ?? `${node.layer.name} after ${anchor}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    keys.set(node, count === 1 ? name : `${name} (${count})`);
  }
  return keys;
}
