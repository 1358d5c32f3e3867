import type { IToken } from 'chevrotain';
import { quote } from '../describe.js';
import { tokenSpan } from '../build/cst.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { replaced } from './tokens.js';

const openers = [t.LeftParen, t.LeftBracket, t.LeftBrace];
const closers = [t.RightParen, t.RightBracket, t.RightBrace];

/** The tokens of a text with neighbouring closing brackets in the order of what they close: `[1, 2)]`. */
export function unswapBrackets(tokens: readonly IToken[], problems: Problems): IToken[] {
  const result = [...tokens];
  const open: number[] = [];
  for (let i = 0; i < result.length; i++) {
    const [token, next] = [result[i]!, result[i + 1]];
    const opener = openers.indexOf(token.tokenType);
    const closer = closers.indexOf(token.tokenType);
    if (opener >= 0) open.push(opener);
    if (closer < 0) continue;
    const [outer, inner] = open.slice(-2);
    const isSwapped = next !== undefined && closer === outer && closer !== inner && closers[inner!] === next.tokenType;
    // A bracket that another repair has put there stands in no order.
    if (isSwapped && open.length > 1 && tokenSpan(next).end > next.startOffset) {
      const span = { start: token.startOffset, end: tokenSpan(next).end };
      const meant = next.image + token.image;
      const message = `${quote(token.image)} and ${quote(next.image)} stand in the wrong order.`;
      problems.add(span, message, `Write ${quote(meant)}.`, replacing(span, meant));
      result[i] = replaced(token, next.tokenType, next.image);
      result[i + 1] = replaced(next, token.tokenType, token.image);
      open.pop();
    } else if (closer === open.at(-1)) {
      open.pop();
    }
  }
  return result;
}
