import type { Loss } from './loss.js';
import { softmax } from './softmax.js';

/** Every loss. A new one is a file in this folder and a name in this list. */
const all: readonly Loss[] = [softmax];

export const losses: ReadonlyMap<string, Loss> = new Map(all.map((loss) => [loss.name, loss]));
