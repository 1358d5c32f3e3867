/** Choices as C has them: `deep ? 32 : 16`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { inserted, isOneOf, lineBreakBetween, replaced } from './tokens.js';

/** More tokens than a choice has that is repaired. */
const longest = 60;

/** The tokens of a text with such choices written out, each reported once; one within another is left alone. */
export function repairTernaries(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  const result = [...tokens];
  let settled = -1;
  tokens.forEach((token, question) => {
    if (token.image !== '?' || !isOneOf(token, t.Unknown)) return;
    const start = startOfCondition(tokens, question);
    const colon = ending(text, tokens, question + 1, (each) => isOneOf(each, t.Colon));
    const end = colon && ending(text, tokens, colon + 1, (each, next) => endsValue(text, each, next));
    if (start <= settled || colon === undefined || end === undefined) return;
    settled = end;
    const part = (from: number, to: number) =>
      text.slice(tokens[from]!.startOffset, tokenSpan(tokens[to - 1]!).end).trim();
    const [condition, first, second] = [part(start, question), part(question + 1, colon), part(colon + 1, end)];
    const span = { start: tokens[start]!.startOffset, end: tokenSpan(tokens[end - 1]!).end };
    const meant = `if ${condition} then ${first} else ${second}`;
    problems.add(
      span,
      'A choice between values is `if … then … else …`.',
      `Write ${quote(meant)}.`,
      replacing(span, meant),
    );
    result[question] = replaced(token, t.Then, 'then');
    result[colon] = replaced(tokens[colon]!, t.Else, 'else');
    result[start] = { ...inserted(tokens[start]!, t.If, 'if'), payload: tokens[start]! };
  });
  return result.flatMap((token) => (token.payload ? [token, token.payload as IToken] : [token]));
}

/** Where the value begins whose end stands before a `?`. */
function startOfCondition(tokens: readonly IToken[], question: number): number {
  let depth = 0;
  let start = question;
  for (let j = question - 1; j >= 0 && j > question - longest; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket)) depth++;
    const opens = isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace);
    if (opens && --depth < 0) break;
    if (depth === 0 && isOneOf(tokens[j], t.Comma, t.Colon, t.Assign, t.RightBrace)) break;
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
