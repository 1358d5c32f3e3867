import { ablations } from './catalog/ablations.js';
import { analysis } from './catalog/analysis.js';
import { callArguments } from './catalog/arguments.js';
import type { Entry } from './catalog/entry.js';
import { experiments } from './catalog/experiments.js';
import { expressions } from './catalog/expressions.js';
import { files } from './catalog/files.js';
import { functions } from './catalog/functions.js';
import { models } from './catalog/models.js';
import { names } from './catalog/names.js';

export type { Entry } from './catalog/entry.js';

/** Every diagnostic there is, by its stable code. */
export const catalog = {
  ...files,
  ...names,
  ...callArguments,
  ...expressions,
  ...functions,
  ...models,
  ...experiments,
  ...ablations,
  ...analysis,
} satisfies Record<string, Entry<never>>;

export type Catalog = typeof catalog;
export type Code = keyof Catalog;
export type ArgumentsOf<C extends Code> = Catalog[C] extends Entry<infer A> ? A : never;
