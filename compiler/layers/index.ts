import { angconv } from './angconv.js';
import { angfc } from './angfc.js';
import { avgpool } from './avgpool.js';
import { bn } from './bn.js';
import { conv } from './conv.js';
import { dropout } from './dropout.js';
import { fc } from './fc.js';
import { flatten } from './flatten.js';
import { input } from './input.js';
import { add, concat, multiply } from './join.js';
import type { Layer } from './layer.js';
import { layernorm } from './layernorm.js';
import { maxpool } from './maxpool.js';
import { prelu } from './prelu.js';
import { relu } from './relu.js';

/** Every kind of layer. A new one is a file in this folder and a name in this list. */
const all: readonly Layer[] = [
  input,
  conv,
  angconv,
  fc,
  angfc,
  bn,
  layernorm,
  relu,
  prelu,
  maxpool,
  avgpool,
  flatten,
  dropout,
  add,
  concat,
  multiply,
];

export const layers: ReadonlyMap<string, Layer> = new Map(all.map((layer) => [layer.name, layer]));

/** The kinds of layer that an annotation changes. */
export function layersWith(annotation: string): readonly string[] {
  return all.filter(({ annotations }) => annotations.some((name) => name === annotation)).map(({ name }) => name);
}
