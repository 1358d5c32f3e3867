import type { Layer } from './layer.js';

/** Every kind of layer. A new one is a file in this folder and a name in this list. */
const all: readonly Layer[] = [];

export const layers: ReadonlyMap<string, Layer> = new Map(all.map((layer) => [layer.name, layer]));
