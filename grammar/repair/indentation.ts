import type { IToken } from 'chevrotain';
import { lineBreakBetween } from './tokens.js';

/** Where the lines end that stand further right than that of the token at `i`. */
export function indented(text: string, tokens: readonly IToken[], i: number): number {
  const own = indentation(text, tokens[i]!);
  for (let end = i + 1; end < tokens.length; end++) {
    const isFirst = lineBreakBetween(text, tokens[end - 1]!.startOffset, tokens[end]!.startOffset);
    if (isFirst && indentation(text, tokens[end]!) <= own) return end;
  }
  return tokens.length;
}

/** How far from the start of its line the first token of a line stands. */
function indentation(text: string, { startOffset }: IToken): number {
  let start = startOffset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return startOffset - start;
}
