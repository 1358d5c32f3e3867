import type { IToken } from 'chevrotain';
import * as t from '../tokens.js';
import { isOneOf, lineBreakBetween } from './tokens.js';

const heads = [t.Model, t.Block, t.Angle, t.Magnitude, t.Margin, t.Experiment, t.Ablation];

/**
 * The indices of the tokens that begin a declaration, whatever is still open before them: a word such as `model`, the
 * first of its line, with a name behind it, as it never stands inside of braces.
 */
export function declarationStarts(text: string, tokens: readonly IToken[]): number[] {
  const starts: number[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    const begins = isOneOf(token, t.Import)
      ? isOneOf(next, t.LeftBrace)
      : isOneOf(token, ...heads) &&
        isOneOf(next, t.AnyWord) &&
        !lineBreakBetween(text, token.startOffset, next!.startOffset);
    const afterNext = isOneOf(tokens[i + 2], t.LeftParen, t.LeftBrace, t.At, t.Name);
    if (begins && afterNext && lineBreakBetween(text, tokens[i - 1]!.startOffset, token.startOffset)) {
      starts.push(i);
    }
  }
  return starts;
}
