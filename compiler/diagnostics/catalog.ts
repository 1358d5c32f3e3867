import type { Severity } from './diagnostic.js';

/** One kind of diagnostic: its message is a function of typed arguments. */
export interface Entry<A> {
  readonly severity: Severity;
  readonly message: (a: A) => string;
  /** What `angnet explain CODE` says: why this is an error and how to get out of it. */
  readonly explanation: string;
}

function entry<A>(severity: Severity, message: (a: A) => string, explanation: string): Entry<A> {
  return { severity, message, explanation };
}

/** Every diagnostic there is, by its stable code. */
export const catalog = {
  syntax: entry<{ message: string }>('error', (a) => a.message, 'The text does not follow the grammar at this place.'),
  'unknown-layer': entry<{ name: string }>(
    'error',
    (a) => `There is no layer or block called \`${a.name}\`.`,
    'A statement of a model calls a layer of the language or a block that this file declares or imports.',
  ),
} satisfies Record<string, Entry<never>>;

export type Catalog = typeof catalog;
export type Code = keyof Catalog;
export type ArgumentsOf<C extends Code> = Catalog[C] extends Entry<infer A> ? A : never;
