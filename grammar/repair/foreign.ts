/** Python in a spec: its imports, its calls through a module (`nn.Conv2d(…)`), its tuples (`(3, 3)`). */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { Problems, removing, replacing } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { bareValue } from './annotations.js';
import { foreignHead } from './heads.js';
import { elseIf, foreignStatement, type Repaired } from './statements.js';
import { isOneOf, lineBreakBetween, replaced, spanning } from './tokens.js';

/** The tokens of a text with such constructs repaired, each reported once; in the gaps more may follow from it. */
export function repairForeign(
  text: string,
  tokens: readonly IToken[],
  problems: Problems,
): { tokens: IToken[]; gaps: Span[] } {
  const result: IToken[] = [];
  const gaps: Span[] = [];
  const open: IToken[] = [];
  let isModule = false;
  let isFunction = false;
  for (let i = 0; i < tokens.length;) {
    const line = lineLength(text, tokens, i);
    const isFirst = i === 0 || lineBreakBetween(text, tokens[i - 1]!.startOffset, tokens[i]!.startOffset);
    if (open.length === 0) {
      isModule = startsModule(tokens[i]!) ?? isModule;
      isFunction ||= isOneOf(tokens[i], t.Angle, t.Magnitude, t.Margin);
    }
    const isStatement = isFirst && isModule && isOneOf(open.at(-1), t.LeftBrace);
    const repaired =
      (open.length === 0 && isFirst
        ? (pythonImport(tokens, i, i + line, problems) ?? foreignHead(text, tokens, i, i + line, isFunction, problems))
        : undefined) ??
      (isStatement ? foreignStatement(tokens, i, i + line, problems) : undefined) ??
      (isModule ? bareValue(text, tokens, i, i + line, problems) : undefined) ??
      elseIf(tokens, i, problems) ??
      qualifiedCall(tokens, i, line, problems) ??
      // One problem says enough about the line of a call that was reported.
      tuple(tokens, i, tokens[i]!.startOffset < (gaps.at(-1)?.end ?? 0) ? new Problems() : problems);
    const kept = repaired?.tokens ?? [tokens[i]!];
    for (const token of kept) {
      result.push(token);
      follow(token, open);
      // No function has braces, so what ends with one was another declaration.
      if (open.length === 0 && isOneOf(token, t.RightBrace)) isFunction = false;
    }
    if (repaired?.gap) gaps.push(repaired.gap);
    i += repaired?.count ?? 1;
  }
  return { tokens: result, gaps };
}

/** Keeps the list of the brackets that are open up to date. */
function follow(token: IToken, open: IToken[]): void {
  if (isOneOf(token, t.LeftParen, t.LeftBracket, t.LeftBrace)) open.push(token);
  else if (isOneOf(token, t.RightParen, t.RightBracket, t.RightBrace)) open.pop();
}

/** Whether a word outside of brackets begins something with layers; undefined where it begins no declaration. */
function startsModule(token: IToken): boolean | undefined {
  if (isOneOf(token, t.Model, t.Block)) return true;
  return isOneOf(token, t.Experiment, t.Ablation, t.Angle, t.Magnitude, t.Margin) ? false : undefined;
}

/** More tokens than a line or tuple that is repaired has. */
const longestLine = 60;

/** How many tokens from `i` on stand on its line. */
function lineLength(text: string, tokens: readonly IToken[], i: number): number {
  let count = 1;
  for (; i + count < tokens.length && count < longestLine; count++) {
    if (lineBreakBetween(text, tokens[i + count - 1]!.startOffset, tokens[i + count]!.startOffset)) break;
  }
  return count;
}

/** `import torch.nn as nn`, `from torch import nn`: a line that has no file to import from. */
function pythonImport(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const line = tokens.slice(i, end);
  const [first, second, ...others] = line;
  const imports = isOneOf(first, t.Import) && isOneOf(second, t.AnyWord);
  const importsFrom = isOneOf(first, t.From) && others.some((token) => isOneOf(token, t.Import));
  if (!(imports || importsFrom) || line.some((token) => isOneOf(token, t.StringToken))) return undefined;
  const span = { start: first!.startOffset, end: tokenSpan(line.at(-1)!).end };
  const hint =
    'Leave it out: layers, losses and optimizers need no import, and other `.ang` files are imported by path.';
  problems.add(span, 'Modules of other languages can not be imported.', hint, removing(span));
  return { count: line.length, tokens: [] };
}

/** `nn.Conv2d(…)`, of which the last name and the arguments stay. */
function qualifiedCall(tokens: readonly IToken[], i: number, line: number, problems: Problems): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Name) || isOneOf(tokens[i - 1], t.Dot)) return undefined;
  let last = i;
  while (isOneOf(tokens[last + 1], t.Dot) && isOneOf(tokens[last + 2], t.AnyWord)) last += 2;
  if (last === i || !isOneOf(tokens[last + 1], t.LeftParen)) return undefined;
  // `model = keras.Sequential(…)` was reported for what stands before.
  if (isOneOf(tokens[i - 1], t.Assign) && isOneOf(tokens[i - 2], t.Model)) return undefined;
  const callee = tokens[last]!;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(callee).end };
  const written = tokens.slice(i, last).map((token) => token.image);
  problems.add(
    span,
    `A call has one name: nothing stands before ${quote(callee.image)}.`,
    `Remove ${quote(written.join(''))}.`,
    { foreign: callee.image, ...removing({ start: span.start, end: callee.startOffset }) },
  );
  const end = tokens[Math.min(i + line, tokens.length) - 1]!;
  return { count: last - i, tokens: [], gap: { start: span.end, end: tokenSpan(end).end } };
}

/** `(3, 3)` where a value stands: a kernel, or a list. */
function tuple(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  if (!isOneOf(tokens[i], t.LeftParen) || !isOneOf(tokens[i - 1], t.Comma, t.LeftParen, t.Colon, t.Assign)) {
    return undefined;
  }
  let end = i + 1;
  while (isOneOf(tokens[end], t.NumberToken) && isOneOf(tokens[end + 1], t.Comma)) end += 2;
  if (isOneOf(tokens[end], t.NumberToken)) end++;
  if (end < i + 3 || end > i + longestLine || !isOneOf(tokens[end], t.RightParen)) return undefined;
  const [open, close] = [tokens[i]!, tokens[end]!];
  const inside = tokens.slice(i + 1, end);
  const numbers = inside.filter((token) => isOneOf(token, t.NumberToken)).map((token) => token.image);
  const span = { start: open.startOffset, end: tokenSpan(close).end };
  // What is said of `kernel_size=(3, 3)` should not be said in two parts.
  const before = tokens[i - 1]!;
  const gap = isOneOf(before, t.Assign) ? { gap: { start: before.startOffset, end: span.end } } : {};
  const isVaried = tokens.slice(Math.max(i - 8, 0), i).some((token) => isOneOf(token, t.Vary));
  const isKernel = !isVaried && numbers.length === 2 && numbers.every((number) => /^[0-9]+$/.test(number));
  if (isKernel) {
    const kernel = numbers.join('x');
    problems.add(span, 'A kernel is written without parentheses.', `Write ${quote(kernel)}.`, replacing(span, kernel));
    return { count: end + 1 - i, tokens: [spanning(open, close, t.Kernel, kernel)], ...gap };
  }
  const written = `[${numbers.join(', ')}]`;
  problems.add(span, 'A list is written in brackets.', `Write ${quote(written)}.`, replacing(span, written));
  const list = [replaced(open, t.LeftBracket, '['), ...inside, replaced(close, t.RightBracket, ']')];
  return { count: list.length, tokens: list, ...gap };
}
