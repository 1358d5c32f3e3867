import { l2 } from './l2.js';
import { orthogonal } from './orthogonal.js';
import type { Regularizer } from './regularizer.js';

/** Every regularizer. A new one is a file in this folder and a name in this list. */
const all: readonly Regularizer[] = [l2, orthogonal];

export const regularizers: ReadonlyMap<string, Regularizer> = new Map(all.map((one) => [one.name, one]));
