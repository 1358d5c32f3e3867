/** Choices as C has them: `deep ? 32 : 16`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { adjacent, closingBracket, inserted, isOneOf, lineBreakBetween, replaced } from './tokens.js';

/** More tokens than a choice has that is repaired. */
const longest = 60;

/** The tokens of a text with such choices written out; one within another is reported with it. */
export function repairTernaries(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  const result = [...tokens];
  const added = new Map<number, readonly IToken[]>();
  const insert = (i: number, ...more: readonly IToken[]) => added.set(i, [...(added.get(i) ?? []), ...more]);
  let settled = -1;
  tokens.forEach((token, question) => {
    if (!isQuestion(token) || isOptionalType(tokens, question)) return;
    const start = startOfCondition(tokens, question);
    const isArm = isQuestion(tokens[start - 1]);
    const colon = colonOf(text, tokens, question);
    const ends = (each: IToken, before: IToken) => (isArm && isOneOf(each, t.Colon)) || endsValue(text, each, before);
    const end = colon && ending(text, tokens, colon + 1, ends);
    if (colon === undefined || end === undefined) return;
    if (start > settled) {
      settled = end;
      const span = { start: tokens[start]!.startOffset, end: tokenSpan(tokens[end - 1]!).end };
      const meant = written(text, tokens, start, end);
      const message = 'A choice between values is `if … then … else …`.';
      problems.add(span, message, `Write \`${meant.replace(/\s+/g, ' ')}\`.`, replacing(span, meant));
    }
    result[question] = replaced(token, t.Then, 'then');
    result[colon] = replaced(tokens[colon]!, t.Else, 'else');
    const before = tokens[start]!;
    insert(start, ...(isArm ? [inserted(before, t.LeftParen, '(')] : []), inserted(before, t.If, 'if'));
    if (isArm) insert(end, inserted(tokens[end] ?? before, t.RightParen, ')'));
  });
  return result.flatMap((token, i) => [...(added.get(i) ?? []), token]);
}

function isQuestion(token: IToken | undefined): boolean {
  return token?.image === '?' && isOneOf(token, t.Unknown);
}

/** `int?` of a parameter, as in Kotlin or TypeScript */
export function isOptionalType(tokens: readonly IToken[], question: number): boolean {
  const [colon, type] = tokens.slice(Math.max(question - 2, 0), question);
  const isType = isOneOf(colon, t.Colon) && isOneOf(type, t.AnyWord) && adjacent(type!, tokens[question]!);
  return isType && isOneOf(tokens[question + 1], t.Assign, t.Comma, t.Semicolon, t.RightParen);
}

/** What a choice between values is in words, also where others stand in it. */
function written(text: string, tokens: readonly IToken[], start: number, end: number): string {
  const part = (from: number, to: number) => written(text, tokens, from, to).trim();
  let depth = 0;
  for (let j = start; j < end; j++) {
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket)) depth++;
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket)) depth--;
    const colon = depth === 0 && isQuestion(tokens[j]) ? colonOf(text, tokens, j) : undefined;
    if (colon === undefined || colon >= end) continue;
    const arm = part(j + 1, colon);
    const first = arm.startsWith('if ') ? `(${arm})` : arm;
    return `if ${part(start, j)} then ${first} else ${part(colon + 1, end)}`;
  }
  let result = '';
  let done = tokens[start]?.startOffset ?? 0;
  for (let j = start; j < end; j++) {
    const close = isOneOf(tokens[j], t.LeftParen) ? closingBracket(tokens, j, end) : undefined;
    if (close === undefined || !tokens.slice(j, close).some(isQuestion)) continue;
    result += text.slice(done, tokenSpan(tokens[j]!).end) + part(j + 1, close);
    done = tokens[close]!.startOffset;
    j = close;
  }
  return end > start ? result + text.slice(done, tokenSpan(tokens[end - 1]!).end) : '';
}

/** The `:` that belongs to a `?`. */
function colonOf(text: string, tokens: readonly IToken[], question: number): number | undefined {
  let inner = 0;
  return ending(text, tokens, question + 1, (each) => {
    if (isQuestion(each)) inner++;
    return isOneOf(each, t.Colon) && inner-- === 0;
  });
}

/** Where the value begins whose end stands before a `?`. */
function startOfCondition(tokens: readonly IToken[], question: number): number {
  let depth = 0;
  let start = question;
  for (let j = question - 1; j >= 0 && j > question - longest; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket)) depth++;
    const opens = isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace);
    if (opens && --depth < 0) break;
    if (depth === 0 && (isQuestion(tokens[j]) || isOneOf(tokens[j], t.Comma, t.Colon, t.Assign, t.RightBrace))) break;
    start = j;
  }
  return start;
}

/** The first token from `i` on, outside of brackets, that ends something; undefined where a line or bracket ends before. */
function ending(
  text: string,
  tokens: readonly IToken[],
  i: number,
  ends: (token: IToken, before: IToken) => boolean,
): number | undefined {
  let depth = 0;
  for (let j = i; j < tokens.length && j < i + longest; j++) {
    const [token, before] = [tokens[j]!, tokens[j - 1]!];
    if (depth === 0 && j > i && ends(token, before)) return j;
    if (lineBreakBetween(text, before.startOffset, token.startOffset)) return undefined;
    if (isOneOf(token, t.LeftParen, t.LeftBracket)) depth++;
    if (isOneOf(token, t.RightParen, t.RightBracket) && --depth < 0) return undefined;
  }
  return undefined;
}

function endsValue(text: string, token: IToken, before: IToken): boolean {
  const isCloser = isOneOf(token, t.Comma, t.RightParen, t.RightBracket, t.RightBrace, t.LeftBrace);
  return isCloser || lineBreakBetween(text, before.startOffset, token.startOffset);
}
