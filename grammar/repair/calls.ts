/** Calls of layers as other languages write them: `conv[16, 3x3]`, `conv(16, 3x3)(image)`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Problems, TextEdit } from '../problems.js';
import * as t from '../tokens.js';
import type { Repair, Repaired } from './repair.js';
import { adjacent, closingBracket, inserted, isOneOf, replaced } from './tokens.js';

/**
 * Repairs the call of a statement.
 * @param i where the statement begins
 * @param end behind the last token of its line
 */
export const foreignCall: Repair = (text, tokens, i, end, problems) => {
  const place = isOneOf(tokens[i + 1], t.Colon, t.Assign) ? i + 2 : i;
  if (!isOneOf(tokens[place], t.Name) || place >= end) return undefined;
  return otherBrackets(text, tokens, i, place, end, problems) ?? calledOnValue(text, tokens, i, place, end, problems);
};

/** `conv[16, 3x3]`, `conv{16, 3x3}` */
function otherBrackets(
  text: string,
  tokens: readonly IToken[],
  i: number,
  place: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  const [name, open, first] = tokens.slice(place, place + 3);
  const close = closingBracket(tokens, place + 1, end);
  const isList = isOneOf(open, t.LeftBracket) && adjacent(name!, open!);
  const isBraced = isOneOf(open, t.LeftBrace) && isOneOf(first, t.NumberToken);
  if (!(isList || isBraced) || close === undefined) return undefined;
  const [span, last] = [tokenSpan(open!), tokenSpan(tokens[close]!)];
  const hint = `Write ${quote(`${name!.image}(${text.slice(span.end, last.start)})`)}.`;
  problems.add(span, 'The arguments of a call stand in parentheses.', hint, {
    fix: [
      { span, text: '(' },
      { span: last, text: ')' },
    ],
  });
  return {
    count: place + 2 - i,
    tokens: [...tokens.slice(i, place + 1), replaced(open!, t.LeftParen, '(')],
    later: [{ index: close, count: 1, tokens: [replaced(tokens[close]!, t.RightParen, ')')] }],
  };
}

/**
 * `x = conv(16, 3x3)(image)`: the name of the value goes where it is that of the value before, which the layer takes
 * anyway.
 */
function calledOnValue(
  text: string,
  tokens: readonly IToken[],
  i: number,
  place: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[place + 1], t.LeftParen)) return undefined;
  const close = closingBracket(tokens, place + 1, end);
  const [open, value, last] = close === undefined ? [] : tokens.slice(close + 1, Math.min(close + 4, end));
  const isValue = isOneOf(open, t.LeftParen) && isOneOf(value, t.Name) && isOneOf(last, t.RightParen);
  if (close === undefined || !isValue || !adjacent(tokens[close]!, open!)) return undefined;
  const span = { start: open!.startOffset, end: tokenSpan(last!).end };
  const own = place > i ? tokens[i]!.image : undefined;
  const isNamed = own !== undefined && own !== value!.image;
  const flows = value!.image === own || value!.image === labelBefore(tokens, i);
  const head = { start: tokens[i]!.startOffset, end: tokens[place]!.startOffset };
  const edits: TextEdit[] = [{ span, text: flows ? '' : ` from ${value!.image}` }];
  if (own !== undefined) edits.unshift({ span: head, text: isNamed ? `${own}: ` : '' });
  const call = text.slice(tokens[place]!.startOffset, span.start);
  const meant = `${isNamed ? `${own}: ` : ''}${call}${flows ? '' : ` from ${value!.image}`}`;
  const message = 'A layer is called once: it takes the value before it, or the one that `from` names.';
  problems.add(span, message, `Write ${quote(meant)}.`, { fix: edits });
  const from = flows ? [] : [inserted(open!, t.From, 'from'), value!];
  return {
    count: place + 1 - i,
    tokens: [...(isNamed ? [tokens[i]!, replaced(tokens[i + 1]!, t.Colon, ':')] : []), tokens[place]!],
    later: [{ index: close + 1, count: 3, tokens: from }],
  };
}

/** More tokens than the statement before has. */
const longestSearch = 100;

/** The name that the nearest statement above was given. */
function labelBefore(tokens: readonly IToken[], i: number): string | undefined {
  let depth = 0;
  for (let j = i - 1; j > 0 && j > i - longestSearch; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket, t.RightBrace)) depth++;
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace) && --depth < 0) return undefined;
    if (depth === 0 && isOneOf(tokens[j], t.Name) && isOneOf(tokens[j + 1], t.Colon, t.Assign)) return tokens[j]!.image;
  }
  return undefined;
}
