/** Statements as other languages write them: `k = 20`, `const k = 20`, `add(a, b)`, `elif`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { removing, replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { assignedLayers } from './assignments.js';
import { foreignCall } from './calls.js';
import { qualifiedLayer } from './chains.js';
import { counterFirst, loop, uncountedRepeat, whileLoop } from './loops.js';
import { brokenLabel } from './names.js';
import { beginsValue, isLabel, namesValue } from './meanings.js';
import { colonBody } from './outlines.js';
import type { Repair, Repaired } from './repair.js';
import { adjacent, closingBracket, inserted, isOneOf, replaced, retyped } from './tokens.js';

/**
 * Repairs one statement of a model or a block.
 * @param i where it begins
 * @param end behind the last token of its line
 */
export const foreignStatement: Repair = (text, tokens, i, end, problems) => {
  return (
    capitalKeyword(tokens, i, problems) ??
    colonBody(text, tokens, i, end, problems) ??
    brokenLabel(text, tokens, i, problems) ??
    qualifiedLayer(tokens, i, problems) ??
    sumOfLabels(tokens, i, end, problems) ??
    changedValue(tokens, i, problems) ??
    whileLoop(tokens, i, end, problems) ??
    superfluousThen(tokens, i, end, problems) ??
    renamedValue(text, tokens, i, end, problems) ??
    namedValue(tokens, i, problems) ??
    assignedLayers(text, tokens, i, problems) ??
    loop(tokens, i, end, problems) ??
    repetition(text, tokens, i, end, problems) ??
    joinOfLabels(tokens, i, end, problems) ??
    foreignCall(text, tokens, i, end, problems)
  );
};

/** `repeat i in 3 { … }`, `stage: repeat 3 i { … }` */
const repetition: Repair = (text, tokens, i, end, problems) => {
  const label = isOneOf(tokens[i + 1], t.Colon, t.Assign) ? tokens.slice(i, i + 2) : [];
  const place = i + label.length;
  const repaired = counterFirst(text, tokens, place, end, problems) ?? uncountedRepeat(tokens, place, end, problems);
  return repaired && { ...repaired, count: label.length + repaired.count, tokens: [...label, ...repaired.tokens] };
};

const declaringWords: ReadonlySet<string> = new Set(['const', 'var', 'val', 'auto', 'int', 'real', 'float', 'double']);

/** `k = 20`, `const k = 20` */
function namedValue(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const word = tokens[i]!;
  if (isOneOf(tokens[i - 1], t.Let)) return undefined;
  if (declaringWords.has(word.image) && isOneOf(tokens[i + 1], t.Name) && isOneOf(tokens[i + 2], t.Assign)) {
    problems.add(tokenSpan(word), 'A value is named by `let`.', 'Write `let`.', replacing(tokenSpan(word), 'let'));
    return { count: 1, tokens: [replaced(word, t.Let, 'let')] };
  }
  if (!assignsValue(tokens, i)) return undefined;
  const span = { start: word.startOffset, end: tokenSpan(tokens[i + 1]!).end };
  const hint = `Write ${quote(`let ${word.image} = …`)}.`;
  const before = { start: span.start, end: span.start };
  problems.add(span, 'A value is named by `let`.', hint, replacing(before, 'let '));
  return { count: 1, tokens: [inserted(word, t.Let, 'let'), word] };
}

/** Whether `k = 20` begins at `i`, rather than a layer behind its label. */
function assignsValue(tokens: readonly IToken[], i: number): boolean {
  if (!isOneOf(tokens[i], t.Name) || !isOneOf(tokens[i + 1], t.Assign)) return false;
  return beginsValue(tokens, i + 2) || namesValue(tokens, i + 2);
}

/** `add(a, b)`, `y: add from [a, b]`, `add from a, b` */
function joinOfLabels(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const place = isOneOf(tokens[i + 1], t.Colon, t.Assign) ? i + 2 : i;
  const word = tokens[place];
  if (!isOneOf(word, t.Add, t.Concat, t.Multiply) || place >= end) return undefined;
  const first = isOneOf(tokens[place + 1], t.From) ? place + 2 : place + 1;
  let last: number | undefined = first;
  if (isOneOf(tokens[first], t.LeftParen, t.LeftBracket)) last = closingBracket(tokens, first, end);
  else if (first === place + 1 || !isOneOf(tokens[first + 1], t.Comma)) return undefined;
  else while (isOneOf(tokens[last + 1], t.Comma) && isOneOf(tokens[last + 2], t.Name)) last += 2;
  if (last === undefined || isOneOf(tokens[last + 1], t.LeftBrace)) return undefined;
  const span = { start: word!.startOffset, end: tokenSpan(tokens[last]!).end };
  const hint = `Write ${quote(`${word!.image} { { … } { … } }`)}, with the layers of a branch in its braces.`;
  problems.add(span, `${quote(word!.image)} joins what its branches give, not labels.`, hint);
  const braces = [inserted(word!, t.LeftBrace, '{', span.end), inserted(word!, t.RightBrace, '}', span.end)];
  return { count: last + 1 - i, tokens: [...tokens.slice(i, place + 1), ...braces], gap: span };
}

/** `x = a + b`, `a + b` where one of both is a label */
function sumOfLabels(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const first = isOneOf(tokens[i + 1], t.Assign, t.Colon) ? i + 2 : i;
  const [left, operator, right] = tokens.slice(first, Math.min(first + 3, end));
  const isWhole = end === first + 3 || isOneOf(tokens[first + 3], t.RightBrace);
  const isSum = isWhole && isOneOf(operator, t.Plus, t.Times) && isOneOf(tokens[i], t.Name, t.In);
  if (!isSum || ![left, right].every((token) => isOneOf(token, t.Name, t.In))) return undefined;
  if (![left!, right!].some((token) => isOneOf(token, t.In) || isLabel(tokens, i, token.image))) return undefined;
  const join = isOneOf(operator, t.Plus) ? 'add' : 'multiply';
  const span = { start: left!.startOffset, end: tokenSpan(right!).end };
  const label = first > i ? `${tokens[i]!.image}: ` : '';
  const hint = `Write ${quote(`${label}${join} { { … } { … } }`)}, with the layers of a branch in its braces.`;
  problems.add(span, `What layers give is brought together by ${quote(join)}.`, hint);
  return { count: first + 3 - i, tokens: [], gap: { start: tokens[i]!.startOffset, end: span.end } };
}

/** `n = n + 1` where `n` was named before */
const renamedValue: Repair = (text, tokens, i, end, problems) => {
  const [name, equals] = tokens.slice(i, i + 2);
  if (!assignsValue(tokens, i) || isOneOf(tokens[i - 1], t.Let)) return undefined;
  if (problems.full || !namesValue(tokens, i)) return undefined;
  const last = tokens[end - 1]!;
  const value = isOneOf(last, t.RightBrace) ? '…' : text.slice(tokens[i + 2]!.startOffset, tokenSpan(last).end);
  const free = freeName(tokens, name!.image);
  const span = { start: name!.startOffset, end: tokenSpan(equals!).end };
  problems.add(span, valuesStay, `Write ${quote(`let ${free} = ${value}`)}.`);
  return { count: 2, tokens: [inserted(name!, t.Let, 'let'), replaced(name!, t.Word, free), equals!] };
};

const valuesStay = 'Values never change: a new one has a name of its own.';

/** A name with a number behind it that the text doesn't have. */
function freeName(tokens: readonly IToken[], name: string): string {
  const taken = new Set(tokens.map(({ image }) => image));
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

/** `w += 3`, which nothing here can do */
function changedValue(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [name, operator, equals, value] = tokens.slice(i, i + 4);
  const isChange = isOneOf(name, t.Name) && isOneOf(operator, t.Plus, t.Minus, t.Times, t.Divide);
  if (!isChange || !isOneOf(equals, t.Assign) || !adjacent(operator!, equals!)) return undefined;
  const { image } = name!;
  const meant = `let ${image}2 = ${image} ${operator!.image} ${value?.image ?? '…'}`;
  const span = { start: name!.startOffset, end: tokenSpan(equals!).end };
  problems.add(span, valuesStay, `Write ${quote(meant)}.`);
  const place = (token: IToken) => ({ ...token, startOffset: span.end, endOffset: span.end - 1 });
  const kept = [replaced(name!, t.Let, 'let'), replaced(name!, t.Word, `${image}2`), inserted(equals!, t.Assign, '=')];
  return { count: 3, tokens: kept.map(place), gap: span };
}

/** `if deep then { … }` */
function superfluousThen(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  if (!isOneOf(tokens[i], t.If)) return undefined;
  const line = tokens.slice(i, end);
  const index = line.findIndex((token, at) => isOneOf(token, t.Then) && isOneOf(line[at + 1], t.LeftBrace));
  if (index < 0) return undefined;
  const span = tokenSpan(line[index]!);
  problems.add(span, 'No `then` stands before braces.', 'Remove it.', removing(span));
  return { count: index + 1, tokens: line.slice(0, index) };
}

const keywords: ReadonlySet<string> = new Set(['repeat', 'if', 'let', 'add', 'concat', 'multiply', 'else']);

/** `Repeat 3 { … }`, `IF deep { … }` */
function capitalKeyword(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const word = tokens[i]!;
  const meant = word.image.toLowerCase();
  const isKeyword = word.tokenType === t.Word && keywords.has(meant);
  if (!isKeyword || isOneOf(tokens[i + 1], t.LeftParen, t.Colon, t.Assign, t.Dot, t.At, t.From)) return undefined;
  const token = retyped(word, meant)!;
  const span = tokenSpan(word);
  problems.add(span, 'Keywords are written in small letters.', `Write ${quote(meant)}.`, replacing(span, meant));
  return { count: 1, tokens: [token] };
}

/** `elif` or `Else` behind the braces of an `if`. */
export function elseIf(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const word = tokens[i]!;
  if (isOneOf(tokens[i - 1], t.RightBrace) && word.image.toLowerCase() === 'else')
    return capitalKeyword(tokens, i, problems);
  if (!/^els?e?if$/.test(word.image) || !isOneOf(tokens[i - 1], t.RightBrace)) return undefined;
  const span = tokenSpan(word);
  problems.add(span, `${quote(word.image)} is two words here.`, 'Write `else if`.', replacing(span, 'else if'));
  return { count: 1, tokens: [replaced(word, t.Else, 'else'), inserted(word, t.If, 'if')] };
}
