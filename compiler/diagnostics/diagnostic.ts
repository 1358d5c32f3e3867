import type { Span } from '../../grammar/index.js';

export type Severity = 'error' | 'warning' | 'note';

/** A place in a source file. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** One message about a spec. Diagnostics are data; rendering them is somebody else's work. */
export interface Diagnostic {
  /** Stable name, a key of the registry: `unknown-layer`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and why, one or two sentences. */
  readonly message: string;
  readonly place: Place;
  /** What stands under the carets of the primary place, when it says more than the message. */
  readonly label?: string;
  /** How to fix it. */
  readonly hint?: string;
  /** Other places that matter: "this layer gives [N, 4, 4, 50]". */
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  /** Edits that a machine may apply. */
  readonly fixes: readonly Fix[];
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
}
