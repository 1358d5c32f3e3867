import { Arguments } from '../evaluation/arguments.js';
import { he } from './he.js';
import type { Initialization, Initializer } from './initializer.js';
import { normal } from './normal.js';
import { xavier } from './xavier.js';

/** Every initializer. A new one is a file in this folder and a name in this list. */
const all: readonly Initializer[] = [he, xavier, normal];

export const initializers: ReadonlyMap<string, Initializer> = new Map(all.map((one) => [one.name, one]));

/** How filters start where no `@init` says otherwise. */
export const defaultInitialization: Initialization = { initializer: he, args: new Arguments(new Map()) };
