import type { Severity } from '../diagnostic.js';

/** One kind of diagnostic: its message is a function of typed arguments. */
export interface Entry<A> {
  readonly severity: Severity;
  readonly message: (a: A) => string;
  /** How to fix it, where the arguments tell. */
  readonly hint?: (a: A) => string | undefined;
  /** What `angnet explain CODE` says: why this is reported and how to get out of it. */
  readonly explanation: string;
  /** A file that gets this diagnostic. */
  readonly wrong: string;
  /** The same file without it. */
  readonly right: string;
}

type Texts<A> = Omit<Entry<A>, 'severity' | 'message'>;

export function error<A>(message: (a: A) => string, texts: Texts<A>): Entry<A> {
  return { severity: 'error', message, ...texts };
}

export function warning<A>(message: (a: A) => string, texts: Texts<A>): Entry<A> {
  return { severity: 'warning', message, ...texts };
}

export function note<A>(message: (a: A) => string, texts: Texts<A>): Entry<A> {
  return { severity: 'note', message, ...texts };
}
