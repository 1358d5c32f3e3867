import { center } from './center.js';
import type { Loss } from './loss.js';
import { softmax } from './softmax.js';
import { triplet } from './triplet.js';

/** Every loss. A new one is a file in this folder and a name in this list. */
const all: readonly Loss[] = [softmax, center, triplet];

export const losses: ReadonlyMap<string, Loss> = new Map(all.map((loss) => [loss.name, loss]));
