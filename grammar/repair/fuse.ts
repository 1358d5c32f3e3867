/** Tokens that people write as several though they are one: `3 x 3`, `0.3 rad`, `47 %`, `17°`, `42,500`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { plainSign } from './lookalikes.js';
import { adjacent, isOneOf, lineBreakBetween, spanning } from './tokens.js';

/** Joins them into the one token that was meant, and says so. */
export function fuseTokens(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  const result: IToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const count = isOneOf(tokens[i], t.NumberToken) ? piecesOf(text, tokens, i) : exponentFrom(tokens, i);
    const pieces = tokens.slice(i, i + count);
    result.push(count === 1 ? tokens[i]! : fused(pieces, problems));
    i += count - 1;
  }
  return result;
}

/** How many tokens from `i` on are pieces of one. */
function piecesOf(text: string, tokens: readonly IToken[], i: number): number {
  const thousands = thousandsFrom(tokens, i);
  if (thousands > 1) return thousands;
  const [first, second, third] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
  if (second === undefined || lineBreakBetween(text, first.startOffset, second.startOffset)) {
    return 1;
  }
  const isCount = /^[0-9]+$/.test(first.image);
  if (second.image === 'x' && third && isOneOf(third, t.NumberToken) && isCount && /^[0-9]+$/.test(third.image)) {
    return 3;
  }
  const joinsKernel = /^x[0-9]+$/.test(second.image) && isCount;
  const isExponent = second.image === 'e' && isOneOf(third, t.Minus) && isOneOf(tokens[i + 3], t.NumberToken);
  if (isExponent && adjacent(second, third!)) return 4;
  const isUnit = (second.image === 'rad' || second.image === 'deg') && /[0-9]$/.test(first.image);
  const isDegree = second.image === '\u00b0' && /[0-9]$/.test(first.image);
  return joinsKernel || isUnit || isDegree || second.image === '%' ? 2 : 1;
}

/** How many tokens of `1e−3` with another minus sign are one number. */
function exponentFrom(tokens: readonly IToken[], i: number): number {
  const [first, sign, power] = tokens.slice(i, i + 3);
  const isNumber = isOneOf(first, t.MalformedNumber) && /^[0-9]+(?:\.[0-9]+)?[eE]$/.test(first!.image);
  const isPower = isOneOf(sign, t.ForeignSign) && plainSign(sign!.image) === '-' && isOneOf(power, t.NumberToken);
  return isNumber && isPower && adjacent(sign!, power!) ? 3 : 1;
}

/** How many tokens of `steps: 42,500` are one number: that of a field, where no list stands. */
function thousandsFrom(tokens: readonly IToken[], i: number): number {
  const isField = isOneOf(tokens[i - 3], t.LeftBrace, ...ends) && !isOneOf(tokens[i - 3], t.Vary);
  const isValue = isOneOf(tokens[i - 1], t.Colon, t.Assign) && isField;
  if (!isValue || !/^[1-9][0-9]{0,2}$/.test(tokens[i]!.image)) return 1;
  let count = 1;
  while (isOneOf(tokens[i + count], t.Comma) && /^[0-9]{3}$/.test(tokens[i + count + 1]?.image ?? '')) {
    const pieces = tokens.slice(i + count - 1, i + count + 2);
    if (pieces.some((piece, at) => at > 0 && !adjacent(pieces[at - 1]!, piece))) break;
    count += 2;
  }
  return count;
}

/** What the field before may end with. */
const ends = [t.RightParen, t.RightBracket, t.RightBrace, t.NumberToken, t.Name];

function fused(pieces: readonly IToken[], problems: Problems): IToken {
  const parts = pieces.map((piece) => (piece.image === '\u00b0' ? 'deg' : (plainSign(piece.image) ?? piece.image)));
  const image = parts.filter((part) => part !== ',').join('');
  const isKernel = image.includes('x');
  const token = spanning(pieces[0]!, pieces.at(-1)!, isKernel ? t.Kernel : t.NumberToken, image);
  problems.add(tokenSpan(token), messageOf(pieces), `Write ${quote(image)}.`, replacing(tokenSpan(token), image));
  return token;
}

function messageOf(pieces: readonly IToken[]): string {
  const second = pieces[1]!.image;
  if (plainSign(second) === '-') return 'The minus sign of a number is `-`.';
  if (second === 'e') return 'A number is written without spaces.';
  if (second === ',') return 'The digits of a number stand together.';
  if (second === '\u00b0') return 'The unit of degrees is `deg`.';
  return `${second.startsWith('x') ? 'A kernel is' : 'A number and its unit are'} written without spaces.`;
}
