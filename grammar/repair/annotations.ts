import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import * as t from '../tokens.js';
import { Problems } from '../problems.js';
import type { Repair } from './repair.js';
import { closingBracket, inserted, isOneOf, lineBreakBetween } from './tokens.js';

/** Annotations that say nothing without a value. */
export const valuedAnnotations: ReadonlySet<string> = new Set([
  'angle',
  'magnitude',
  'scale',
  'norm',
  'init',
  'grad',
  'precision',
]);

/** All annotations. */
export const annotationNames: ReadonlySet<string> = new Set([...valuedAnnotations, 'freeze']);

/**
 * `@angle log(m: 0.3rad)`, `@angle: cos`, `@scale = 30`: an annotation whose value lacks its parentheses.
 * @param end behind the last token of its line
 */
export const bareValue: Repair = (text, tokens, i, end, problems) => {
  const [at, name, third] = tokens.slice(i, Math.min(i + 3, end));
  const start = isOneOf(third, t.Colon, t.Assign) ? i + 3 : i + 2;
  const [value, next] = tokens.slice(start, Math.min(start + 2, end));
  const isBare = isOneOf(at, t.At) && valuedAnnotations.has(name?.image ?? '') && isOneOf(value, t.Name, t.NumberToken);
  if (!isBare || isOneOf(next, t.Colon, t.Assign)) return undefined;
  const last = isOneOf(next, t.LeftParen) ? closingBracket(tokens, start + 1, end) : start;
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
  return { count: last + 1 - i, tokens: [at!, name!, open, ...tokens.slice(start, last + 1), close] };
};

/** Whether a text has one: `relu @angle log(m: 0.3rad)` reads like a layer behind another. */
export function hasBareValue(text: string, tokens: readonly IToken[]): boolean {
  return tokens.some((token, i) => {
    const [value, next] = [tokens[i + 2], tokens[i + 3]];
    if (!isOneOf(token, t.At) || value === undefined) return false;
    if (lineBreakBetween(text, token.startOffset, value.startOffset)) return false;
    const end = isOneOf(next, t.LeftParen) ? (closingBracket(tokens, i + 3, i + longestValue) ?? i) + 1 : i + 3;
    return bareValue(text, tokens, i, end, new Problems()) !== undefined;
  });
}

/** More tokens than the value of an annotation has. */
const longestValue = 60;
