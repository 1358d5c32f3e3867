/** Formulas as they stand on paper: `2cos(theta)`, `|cos(theta)|`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { closingBracket, inserted, isOneOf, lineBreakBetween, replaced, retyped } from './tokens.js';

/** More tokens than a formula has that is repaired. */
const longestFormula = 60;

/** The tokens of a text with such formulas written out, each reported once. */
export function repairMathematics(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  if (!tokens.some((token) => isOneOf(token, t.MalformedNumber) || isBar(token))) return [...tokens];
  const words = new Set(tokens.filter((token) => isOneOf(token, t.Name)).map(({ image }) => image)).add('pi');
  const closing = new Map<number, IToken>();
  return tokens.flatMap((token, i) => {
    const bar = closing.get(i);
    if (bar !== undefined) return [bar];
    return product(text, tokens, i, words, problems) ?? absolute(text, tokens, i, closing, problems) ?? [token];
  });
}

/** `2cos(theta)`, and `2k` where `k` is a name that the text has elsewhere. */
function product(
  text: string,
  tokens: readonly IToken[],
  i: number,
  words: ReadonlySet<string>,
  problems: Problems,
): IToken[] | undefined {
  const token = tokens[i]!;
  if (!isOneOf(token, t.MalformedNumber)) return undefined;
  const [, number, name] = /^([0-9]+(?:\.[0-9]+)?)([A-Za-z]\w*)$/.exec(token.image) ?? [];
  const span = tokenSpan(token);
  const isCall = isOneOf(tokens[i + 1], t.LeftParen) && tokens[i + 1]!.startOffset === span.end;
  if (number === undefined || name === undefined || !(isCall || words.has(name))) return undefined;
  const border = span.start + number.length;
  const last = isCall ? tokens[closingBracket(tokens, i + 1, i + longestFormula) ?? i]! : token;
  const meant = `${number} * ${text.slice(border, tokenSpan(last).end)}`;
  const fix = replacing({ start: border, end: border }, ' * ');
  problems.add(span, 'A product has a `*` between its factors.', `Write ${quote(meant)}.`, fix);
  const factor = { ...token, startOffset: border };
  return [
    { ...replaced(token, t.NumberToken, number), endOffset: border - 1 },
    inserted(factor, t.Times, '*'),
    retyped(factor, name) ?? replaced(factor, t.Word, name),
  ];
}

/** `|cos(theta)|`; what stands for the second bar goes to `closing`, by its index. */
function absolute(
  text: string,
  tokens: readonly IToken[],
  i: number,
  closing: Map<number, IToken>,
  problems: Problems,
): IToken[] | undefined {
  const open = tokens[i]!;
  const end = isBar(open) && beginsOperand(tokens[i - 1]) ? closingBar(text, tokens, i) : undefined;
  if (end === undefined) return undefined;
  const close = tokens[end]!;
  const span = { start: open.startOffset, end: tokenSpan(close).end };
  const meant = `abs(${text.slice(span.start + 1, span.end - 1).trim()})`;
  problems.add(span, 'Bars mean nothing here: the absolute value is a function.', `Write ${quote(meant)}.`, {
    ...replacing(span, meant),
  });
  closing.set(end, replaced(close, t.RightParen, ')'));
  return [inserted(open, t.Word, 'abs'), replaced(open, t.LeftParen, '(')];
}

function isBar(token: IToken | undefined): boolean {
  return token?.image === '|' && isOneOf(token, t.ForeignOperator);
}

/** Whether a value begins behind a token. */
function beginsOperand(before: IToken | undefined): boolean {
  return isOneOf(before, t.Operator, t.Prefix, t.LeftParen, t.LeftBracket, t.Comma, t.Colon, t.If, t.Then, t.Else);
}

/** The index of the bar that closes the one at `i`, on the same line and between the same brackets. */
function closingBar(text: string, tokens: readonly IToken[], i: number): number | undefined {
  let depth = 0;
  for (let j = i + 1; j < tokens.length && j < i + longestFormula; j++) {
    if (lineBreakBetween(text, tokens[j - 1]!.startOffset, tokens[j]!.startOffset)) return undefined;
    if (isBar(tokens[j]) && depth === 0) return beginsOperand(tokens[j - 1]) || j === i + 1 ? undefined : j;
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket)) depth++;
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket) && --depth < 0) return undefined;
  }
  return undefined;
}
