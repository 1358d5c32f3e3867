import type { IToken } from 'chevrotain';
import type { Problems } from '../problems.js';
import type { Span } from '../syntax.js';

/** What stands for `count` tokens from `index` on. */
export interface Replacement {
  readonly index: number;
  readonly count: number;
  readonly tokens: readonly IToken[];
}

/** How many tokens a repair takes away, one at least, and what stands there instead. */
export interface Repaired {
  readonly count: number;
  readonly tokens: readonly IToken[];
  /** What stands for tokens further on. */
  readonly later?: readonly Replacement[];
  /** Where else something may be wrong that follows from this. */
  readonly gap?: Span;
}

/**
 * Repairs what begins at `i`, where it is what the repair is for, and reports it.
 * @param end behind the last token of its line
 */
export type Repair = (
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
) => Repaired | undefined;
