/** Tokens that people write with spaces though they are one: `3 x 3`, `0.3 rad`, `47 %`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { isOneOf, lineBreakBetween, spanning } from './tokens.js';

/** Joins them into the one token that was meant, and says so. */
export function fuseTokens(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  const result: IToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const count = isOneOf(tokens[i], t.NumberToken) ? piecesOf(text, tokens, i) : 1;
    const pieces = tokens.slice(i, i + count);
    result.push(count === 1 ? tokens[i]! : fused(pieces, problems));
    i += count - 1;
  }
  return result;
}

/** How many tokens from `i` on are pieces of one. */
function piecesOf(text: string, tokens: readonly IToken[], i: number): number {
  const [first, second, third] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
  if (second === undefined || lineBreakBetween(text, first.startOffset, second.startOffset)) {
    return 1;
  }
  const isCount = /^[0-9]+$/.test(first.image);
  if (second.image === 'x' && third && isOneOf(third, t.NumberToken) && isCount && /^[0-9]+$/.test(third.image)) {
    return 3;
  }
  const joinsKernel = /^x[0-9]+$/.test(second.image) && isCount;
  const isUnit = (second.image === 'rad' || second.image === 'deg') && /[0-9]$/.test(first.image);
  return joinsKernel || isUnit || second.image === '%' ? 2 : 1;
}

function fused(pieces: readonly IToken[], problems: Problems): IToken {
  const image = pieces.map((piece) => piece.image).join('');
  const isKernel = image.includes('x');
  const token = spanning(pieces[0]!, pieces.at(-1)!, isKernel ? t.Kernel : t.NumberToken, image);
  const what = isKernel ? 'A kernel is' : 'A number and its unit are';
  problems.add(
    tokenSpan(token),
    `${what} written without spaces.`,
    `Write ${quote(image)}.`,
    replacing(tokenSpan(token), image),
  );
  return token;
}
