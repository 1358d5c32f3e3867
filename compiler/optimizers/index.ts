import { adam } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { sgd } from './sgd.js';

/** Every optimizer. A new one is a file in this folder and a name in this list. */
const all: readonly Optimizer[] = [adam, sgd];

export const optimizers: ReadonlyMap<string, Optimizer> = new Map(all.map((optimizer) => [optimizer.name, optimizer]));
