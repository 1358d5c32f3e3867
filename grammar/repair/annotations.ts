import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './statements.js';
import { closingBracket, inserted, isOneOf } from './tokens.js';

/** Annotations that say nothing without a value. */
const valued: ReadonlySet<string> = new Set(['angle', 'magnitude', 'scale', 'norm', 'init', 'grad']);

/**
 * `@angle log(m: 0.3rad)`: an annotation whose value lacks its parentheses.
 * @param end behind the last token of its line
 */
export function bareValue(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  const [at, name, value, next] = tokens.slice(i, Math.min(i + 4, end));
  const isBare = isOneOf(at, t.At) && valued.has(name?.image ?? '') && isOneOf(value, t.Name, t.NumberToken);
  if (!isBare || isOneOf(next, t.Colon, t.Assign)) return undefined;
  const last = isOneOf(next, t.LeftParen) ? closingBracket(tokens, i + 3, end) : i + 2;
  if (last === undefined) return undefined;
  const span = { start: at!.startOffset, end: tokenSpan(tokens[last]!).end };
  const gap = { start: tokenSpan(name!).end, end: value!.startOffset };
  const meant = `@${name!.image}(${text.slice(gap.end, span.end)})`;
  problems.add(span, 'The value of an annotation stands in parentheses.', `Write ${quote(meant)}.`, {
    fix: [
      { span: gap, text: '(' },
      { span: { start: span.end, end: span.end }, text: ')' },
    ],
  });
  const open = inserted({ ...name!, startOffset: gap.start }, t.LeftParen, '(');
  const close = inserted({ ...name!, startOffset: span.end }, t.RightParen, ')');
  return { count: last + 1 - i, tokens: [at!, name!, open, ...tokens.slice(i + 2, last + 1), close] };
}
