import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { closingBracket, isOneOf } from './tokens.js';

/** More tokens than parameters or arguments have. */
const longestList = 200;

/** `@angle(cos)` above or before `model Net {`, as decorators stand in Python. */
export function annotationAbove(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  let head = i;
  while (isOneOf(tokens[head], t.At) && isOneOf(tokens[head + 1], t.AnyWord)) head = behindArguments(tokens, head + 2);
  if (head === i || !isOneOf(tokens[head], t.Model, t.Block) || !isOneOf(tokens[head + 1], t.AnyWord)) return undefined;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(tokens[head - 1]!).end };
  const annotations = text.slice(span.start, span.end);
  const body = behindArguments(tokens, head + 2);
  const place = tokenSpan(tokens[body - 1]!).end;
  const written = `${text.slice(tokens[head]!.startOffset, place)} ${annotations}`;
  problems.add(span, 'An annotation stands behind what it annotates.', `Write ${quote(written)}.`, {
    fix: [
      { span: { start: span.start, end: tokens[head]!.startOffset }, text: '' },
      { span: { start: place, end: place }, text: ` ${annotations}` },
    ],
  });
  return { count: head - i, tokens: [], gap: span };
}

/** The index behind the arguments that begin at `i`, or `i` where there are none. */
export function behindArguments(tokens: readonly IToken[], i: number): number {
  const close = isOneOf(tokens[i], t.LeftParen) ? closingBracket(tokens, i, i + longestList) : undefined;
  return close === undefined ? i : close + 1;
}
