/**
 * Parentheses, brackets and braces that don't match. They are found before the parser runs, from the text's layout,
 * because a parser notices them far from where they went wrong. The tokens that come out are balanced.
 */
import type { IToken } from 'chevrotain';
import type { Problems } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { declarationStarts } from './declarations.js';
import { BracketRegion } from './region.js';
import { unswapBrackets } from './swapped.js';
import { isOneOf } from './tokens.js';

/** Deeper nesting than anyone writes; what reads the text and the tree later must not run out of stack on it. */
export const deepestNesting = 64;

export interface Balanced {
  readonly tokens: IToken[];
  /** Where brackets were missing or too many: what else is wrong there may come from that. */
  readonly damaged: readonly Span[];
}

const openers = [t.LeftParen, t.LeftBracket, t.LeftBrace];
const closers = [t.RightParen, t.RightBracket, t.RightBrace];

/** The first bracket that is nested too deep, if there is one. */
export function tooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (isOneOf(token, ...openers)) {
      depth++;
    } else if (isOneOf(token, ...closers)) {
      depth = Math.max(depth - 1, 0);
    }
    return depth > deepestNesting;
  });
}

function isBalanced(tokens: readonly IToken[]): boolean {
  const open: number[] = [];
  for (const token of tokens) {
    const opener = openers.indexOf(token.tokenType);
    if (opener >= 0) {
      open.push(opener);
    }
    const closer = closers.indexOf(token.tokenType);
    if (closer >= 0 && open.pop() !== closer) {
      return false;
    }
  }
  return open.length === 0;
}

/** Reports brackets without a partner, drops those that close nothing and adds those that are missing. */
export function balanceBrackets(text: string, tokens: IToken[], problems: Problems): Balanced {
  if (isBalanced(tokens)) {
    return { tokens, damaged: [] };
  }
  const starts = declarationStarts(text, tokens);
  const result: IToken[] = [];
  const damaged: Span[] = [];
  [0, ...starts].forEach((start, i) => {
    const written = tokens.slice(start, starts[i] ?? tokens.length);
    const region = isBalanced(written) ? written : unswapBrackets(written, problems);
    if (isBalanced(region)) {
      region.forEach((token) => result.push(token));
      return;
    }
    const brackets = new BracketRegion(text, region, problems);
    for (const token of brackets.repair()) {
      result.push(token);
    }
    damaged.push(...brackets.damaged);
  });
  return { tokens: result, damaged };
}
