/** Bodies of declarations whose braces are missing, or stand as parentheses or brackets. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Problems } from '../problems.js';
import * as t from '../tokens.js';
import { indented } from './indentation.js';
import type { Repaired } from './repair.js';
import { closingBracket, inserted, isOneOf, lineBreakBetween, replaced } from './tokens.js';

/** @param i where a declaration begins, outside of all brackets */
export function bodyWithoutBraces(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  const isHead = isOneOf(tokens[i], t.Model, t.Block, t.Experiment, t.Ablation) && isOneOf(tokens[i + 1], t.AnyWord);
  return isHead ? (otherBrackets(text, tokens, i, problems) ?? noBraces(text, tokens, i, problems)) : undefined;
}

/** `model Net ( image: input([8]) … )`: statements in lines of their own, without commas, and no braces behind them */
function otherBrackets(text: string, tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const open = tokens[i + 2];
  const close = isOneOf(open, t.LeftParen, t.LeftBracket) ? closingBracket(tokens, i + 2, tokens.length) : undefined;
  if (close === undefined || isOneOf(tokens[close + 1], t.LeftBrace, t.At, t.Assign, t.Colon, t.Let)) return undefined;
  const inside = tokens.slice(i + 3, close);
  const isInLines = inside[0] && lineBreakBetween(text, open!.startOffset, inside[0].startOffset);
  const hasLists = inside.some((token) => isOneOf(token, t.LeftParen, t.LeftBracket, t.LeftBrace));
  if (!isInLines || !hasLists || hasOwnComma(inside)) return undefined;
  const [span, end] = [tokenSpan(open!), tokenSpan(tokens[close]!)];
  const word = tokens[i]!.image;
  const hint = `Write ${quote(`${word} ${tokens[i + 1]!.image} { … }`)}.`;
  problems.add(span, `What belongs to ${article(word)} stands in braces.`, hint, {
    fix: [
      { span, text: '{' },
      { span: end, text: '}' },
    ],
  });
  return {
    count: 3,
    tokens: [tokens[i]!, tokens[i + 1]!, replaced(open!, t.LeftBrace, '{')],
    later: [{ index: close, count: 1, tokens: [replaced(tokens[close]!, t.RightBrace, '}')] }],
  };
}

function hasOwnComma(tokens: readonly IToken[]): boolean {
  let depth = 0;
  return tokens.some((token) => {
    if (isOneOf(token, t.LeftParen, t.LeftBracket, t.LeftBrace)) depth++;
    if (isOneOf(token, t.RightParen, t.RightBracket, t.RightBrace)) depth--;
    return depth === 0 && isOneOf(token, t.Comma);
  });
}

/** `experiment E` or `experiment E:` with its fields in lines that are indented more */
function noBraces(text: string, tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const head = endOfHead(tokens, i);
  const isRecord = isOneOf(tokens[i], t.Experiment, t.Ablation);
  const colon = isRecord && isOneOf(tokens[head], t.Colon) ? tokens[head] : undefined;
  const start = colon ? head + 1 : head;
  const [last, first] = [tokens[start - 1]!, tokens[start]];
  if (!isOneOf(first, t.AnyWord) || !lineBreakBetween(text, last.startOffset, first!.startOffset)) return undefined;
  const end = indented(text, tokens, i);
  if (end <= start) return undefined;
  const written = text.slice(tokens[i]!.startOffset, tokenSpan(tokens[head - 1]!).end);
  const isClosed = isOneOf(tokens[end], t.RightBrace);
  const place = tokenSpan(last);
  const bottom = tokenSpan(tokens[end - 1]!).end;
  const opening = colon ? { span: place, text: ' {' } : { span: { start: place.end, end: place.end }, text: ' {' };
  const span = { start: tokens[i]!.startOffset, end: place.end };
  problems.add(span, `A \`{\` is missing behind ${quote(written)}.`, `Write ${quote(`${written} {`)}.`, {
    fix: isClosed ? [opening] : [opening, { span: { start: bottom, end: bottom }, text: '\n}' }],
  });
  const brace = inserted(last, t.LeftBrace, '{', place.end);
  const close = inserted(last, t.RightBrace, '}', bottom);
  return {
    count: start - i,
    tokens: [...tokens.slice(i, head), brace],
    ...(!isClosed && { later: [{ index: end, count: 0, tokens: [close] }] }),
  };
}

/** Behind the name, the parameters, the annotations and the base of a declaration. */
function endOfHead(tokens: readonly IToken[], i: number): number {
  let j = i + 2;
  const skipArguments = () => {
    if (isOneOf(tokens[j], t.LeftParen)) j = (closingBracket(tokens, j, j + longestHead) ?? j) + 1;
  };
  skipArguments();
  while (isOneOf(tokens[j], t.At) && isOneOf(tokens[j + 1], t.AnyWord)) {
    j += 2;
    skipArguments();
  }
  return isOneOf(tokens[j], t.Of) && isOneOf(tokens[j + 1], t.AnyWord) ? j + 2 : j;
}

/** More tokens than parameters or arguments have. */
const longestHead = 200;

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
