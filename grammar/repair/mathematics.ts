/** Formulas as they stand on paper: `2cos(theta)`, `cos theta`, `|cos(theta)|`, `n mod 2`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { Problems, replacing } from '../problems.js';
import * as t from '../tokens.js';
import { namesValue } from './meanings.js';
import { closingBracket, inserted, isOneOf, lineBreakBetween, replaced, retyped, spanning } from './tokens.js';

/** More tokens than a formula has that is repaired. */
const longestFormula = 60;

/** The tokens of a text with such formulas written out, each reported once. */
export function repairMathematics(text: string, tokens: readonly IToken[], problems: Problems): IToken[] {
  const words = new Set(tokens.filter((token) => isOneOf(token, t.Name)).map(({ image }) => image)).add('pi');
  const closing = new Map<number, IToken>();
  const dropped = new Set<number>();
  return tokens.flatMap((token, i) => {
    const bar = closing.get(i);
    if (bar !== undefined) return [bar];
    if (dropped.has(i)) return [];
    return (
      wordOperator(tokens, i, problems) ??
      raisedFunction(text, tokens, i, dropped, problems) ??
      bareOperand(text, tokens, i, dropped, problems) ??
      numberOfBrackets(tokens, i, problems) ??
      product(text, tokens, i, words, problems) ??
      absolute(text, tokens, i, closing, problems) ?? [token]
    );
  });
}

/** What to write for an operator that is a word. */
const wordOperators: ReadonlyMap<string, (left: string, right: string) => string> = new Map([
  ['mod', (left: string, right: string) => `${left} - ${right} * floor(${left} / ${right})`],
  ['div', (left: string, right: string) => `floor(${left} / ${right})`],
]);

/** `n mod 2` between operands where a value stands. */
function wordOperator(tokens: readonly IToken[], i: number, problems: Problems): IToken[] | undefined {
  const [before, word, after] = [tokens[i - 1], tokens[i]!, tokens[i + 1]];
  const meant = wordOperators.get(word.image);
  const isOperator = isOneOf(before, t.Name, t.NumberToken) && isOneOf(after, t.Name, t.NumberToken);
  const begins = isOneOf(tokens[i - 2], t.LeftParen, t.Comma, t.Assign, t.Colon, t.Operator, t.If);
  if (meant === undefined || !isOperator || !begins) return undefined;
  const hint = `Write ${quote(meant(before!.image, after!.image))}.`;
  problems.add(tokenSpan(word), `${quote(word.image)} isn't an operator here.`, hint);
  return [replaced(word, t.Times, '*')];
}

/** `cos^2(theta)`; the power, of which the tree can do without, goes to `dropped`. */
function raisedFunction(
  text: string,
  tokens: readonly IToken[],
  i: number,
  dropped: Set<number>,
  problems: Problems,
): IToken[] | undefined {
  const [name, sign, power, open] = tokens.slice(i, i + 4);
  const isRaised = isOneOf(name, t.Name) && isOneOf(sign, t.Power) && isOneOf(power, t.NumberToken);
  if (!isRaised || !isOneOf(open, t.LeftParen) || open!.startOffset !== tokenSpan(power!).end) return undefined;
  const close = closingBracket(tokens, i + 3, i + longestFormula);
  if (close === undefined) return undefined;
  const [span, last] = [{ start: sign!.startOffset, end: tokenSpan(power!).end }, tokenSpan(tokens[close]!)];
  const raised = `${sign!.image}${power!.image}`;
  const meant = `${name!.image}${text.slice(open!.startOffset, last.end)}${raised}`;
  problems.add(span, 'A power stands behind what is raised.', `Write ${quote(meant)}.`, {
    fix: [
      { span, text: '' },
      { span: { start: last.end, end: last.end }, text: raised },
    ],
  });
  dropped.add(i + 1).add(i + 2);
  // The parenthesis stands right behind the name, as it does in a call.
  return [spanning(name!, power!, name!.tokenType, name!.image)];
}

/** Functions of one operand, some of which are angle functions too. */
const functions: ReadonlySet<string> = new Set(
  'sin cos tan acos asin atan tanh sigmoid exp expm1 ln ln1p sqrt abs sign floor'.split(' '),
);

const callees = new Set([...functions, 'min', 'max']);

/** `cos theta`; the operand, which the call takes along, goes to `dropped`. */
function bareOperand(
  text: string,
  tokens: readonly IToken[],
  i: number,
  dropped: Set<number>,
  problems: Problems,
): IToken[] | undefined {
  const [name, operand, open] = tokens.slice(i, i + 3);
  if (!functions.has(name!.image) || !isOneOf(operand, t.NumberToken, t.Word) || !beginsFormula(tokens, i)) {
    return undefined;
  }
  const isCall = isOneOf(open, t.LeftParen) && open!.startOffset === tokenSpan(operand!).end;
  const last = isCall ? closingBracket(tokens, i + 2, i + longestFormula) : i + 1;
  const next = last === undefined ? undefined : tokens[last + 1];
  const isNamed = isOneOf(next, t.Assign) && isOneOf(tokens[i - 3], t.Let);
  if (last === undefined || (isOneOf(next, ...endsNoFormula) && !isNamed)) return undefined;
  if (lineBreakBetween(text, name!.startOffset, operand!.startOffset)) return undefined;
  if ((functions.has(operand!.image) && !isCall) || namesValue(tokens, i)) return undefined;
  // Whether `cos 2 * theta` is of the product isn't certain.
  const isSure = !isOneOf(next, t.Times, t.Divide, t.Power);
  const [span, gap] = [{ start: name!.startOffset, end: tokenSpan(tokens[last]!).end }, tokenSpan(name!).end];
  const meant = `${name!.image}(${isSure ? text.slice(operand!.startOffset, span.end) : '…'})`;
  const fix = isSure ? replacing(span, meant) : {};
  problems.add(span, 'What a function is of stands in parentheses.', `Write ${quote(meant)}.`, fix);
  const inside = tokens.slice(i + 1, last + 1);
  inside.forEach((_, index) => dropped.add(i + 1 + index));
  return [name!, inserted(name!, t.LeftParen, '(', gap), ...inside, inserted(name!, t.RightParen, ')', span.end)];
}

/** Whether a text has one in a `let` of a model: `let k = floor n` reads like a layer `n` behind a value. */
export function hasBareOperand(text: string, tokens: readonly IToken[]): boolean {
  return tokens.some(({ image }, i) => {
    const isNamed = functions.has(image) && isOneOf(tokens[i - 1], t.Assign) && isOneOf(tokens[i - 3], t.Let);
    return isNamed && bareOperand(text, tokens, i, new Set(), new Problems()) !== undefined;
  });
}

/** Whether a formula, not a label, a field or the value of an annotation begins at a place. */
function beginsFormula(tokens: readonly IToken[], i: number): boolean {
  const [beforeLast, before] = [tokens[i - 2], tokens[i - 1]];
  if (isOneOf(before, t.Colon)) return beforeLast?.image === 'normalize';
  if (isOneOf(before, t.LeftParen) && isOneOf(beforeLast, t.AnyWord)) return callees.has(beforeLast!.image);
  if (isOneOf(before, t.NumberToken)) return isOneOf(beforeLast, t.Operator, t.Assign);
  return isOneOf(before, t.Operator, t.Prefix, t.LeftParen, t.Assign, t.If, t.Then, t.Else);
}

/** What makes the word before it the beginning of something else. */
const endsNoFormula = [t.At, t.Dot, t.Colon, t.Assign, t.LeftParen, t.LeftBracket, t.LeftBrace];

/** `0.5(x + 1)` */
function numberOfBrackets(tokens: readonly IToken[], i: number, problems: Problems): IToken[] | undefined {
  const [number, open] = tokens.slice(i, i + 2);
  const isProduct = isOneOf(number, t.NumberToken) && isOneOf(open, t.LeftParen);
  if (!isProduct || tokenSpan(number!).end !== open!.startOffset) return undefined;
  const { end } = tokenSpan(number!);
  const span = { start: number!.startOffset, end: end + 1 };
  const fix = replacing({ start: end, end }, ' * ');
  problems.add(span, 'A product has a `*` between its factors.', `Write ${quote(`${number!.image} * (…)`)}.`, fix);
  return [number!, inserted(open!, t.Times, '*')];
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
