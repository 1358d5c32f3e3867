import type { LayerNode, Network } from '../phases/3-expand/network.js';

/** What a layer is called in a comparison: the same in both networks where it is the same layer. */
export type LayerKeys = ReadonlyMap<LayerNode, string>;

/**
 * Names layers by what survives edits: the structural path where they have one of their own, else the kind of layer and
 * the nearest one before it that has such a name.
 */
export function layerKeys({ nodes }: Network): LayerKeys {
  const keys = new Map<LayerNode, string>();
  /** Of a layer without a name: the one before it that has one. */
  const anchors = new Map<LayerNode, string>();
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const own = node.segments.at(-1)?.kind === 'stateless' ? undefined : node.path;
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
