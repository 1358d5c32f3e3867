/** Python in a spec: its imports, its calls through a module (`nn.Conv2d(…)`), its tuples (`(3, 3)`). */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { Problems, removing, replacing } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { bareValue } from './annotations.js';
import { expressionInX } from './characters.js';
import { foreignBranch } from './branches.js';
import { chainedLayer } from './chains.js';
import { foreignHead } from './heads.js';
import { layerEdit } from './layer-edits.js';
import { lateCounter } from './loops.js';
import { missingOperator } from './missing-operators.js';
import { quotedName } from './names.js';
import { annotationBefore, bareAnnotation, separatedAnnotation, severalSelectors } from './separated-annotations.js';
import type { Repaired, Replacement } from './repair.js';
import { elseIf, foreignStatement } from './statements.js';
import { closingBracket, inserted, isOneOf, lineBreakBetween, replaced, spanning } from './tokens.js';

/** The tokens of a text with such constructs repaired, each reported once; in the gaps more may follow from it. */
export function repairForeign(
  text: string,
  tokens: readonly IToken[],
  problems: Problems,
): { tokens: IToken[]; gaps: Span[] } {
  const result: IToken[] = [];
  const gaps: Span[] = [];
  const open: IToken[] = [];
  const separators: IToken[] = [];
  let isModule = false;
  let isFunction = false;
  const replacements = new Map<number, Replacement>();
  for (let i = 0; i <= tokens.length;) {
    const replacement = replacements.get(i);
    if (replacement) {
      replacements.delete(i);
      for (const token of replacement.tokens) {
        result.push(token);
        follow(token, open);
      }
      i += replacement.count;
      continue;
    }
    if (i === tokens.length) break;
    const line = lineLength(text, tokens, i);
    const isFirst = i === 0 || lineBreakBetween(text, tokens[i - 1]!.startOffset, tokens[i]!.startOffset);
    const begins = open.length === 0 && (isFirst || isOneOf(tokens[i - 1], t.RightBrace));
    if (begins) isFunction ||= isOneOf(tokens[i], t.Angle, t.Magnitude, t.Margin);
    // `repeat 3 as i { i = i + 1 }`
    const isFirstInside = isFirst || isOneOf(tokens[i - 1], t.LeftBrace);
    const isStatement = isFirstInside && isModule && isOneOf(open.at(-1), t.LeftBrace);
    const repaired: Repaired | undefined =
      separator(tokens, i, open.length, separators) ??
      (open.length === 0 && isFirst
        ? (pythonImport(tokens, i, i + line, problems) ?? foreignHead(text, tokens, i, i + line, isFunction, problems))
        : undefined) ??
      (isStatement ? foreignStatement(text, tokens, i, i + line, problems) : undefined) ??
      (isOneOf(open.at(-1), t.LeftBrace)
        ? (separatedAnnotation(tokens, i, isModule, problems) ??
          (isModule
            ? undefined
            : (severalSelectors(text, tokens, i, i + line, problems) ??
              bareAnnotation(text, tokens, i, i + line, problems) ??
              layerEdit(text, tokens, i, i + line, problems))))
        : undefined) ??
      (isModule ? bareValue(text, tokens, i, i + line, problems) : undefined) ??
      elseIf(tokens, i, problems) ??
      quotedName(tokens, i, isFirst, problems) ??
      (isModule ? inModule(text, tokens, i, open, problems) : undefined) ??
      (!isModule && (isFunction || open.length > 0)
        ? missingOperator(text, tokens, i, isFunction, problems)
        : undefined) ??
      lambdaHead(tokens, i, problems) ??
      bracketedType(tokens, i, open, problems) ??
      layersInField(tokens, i, open.length, problems) ??
      groupsInBrackets(tokens, i, open.length) ??
      (isFunction && open.length === 0 ? casesInBraces(tokens, i, problems) : undefined) ??
      qualifiedCall(tokens, i, line, problems) ??
      // One problem says enough about the line of a call that was reported.
      tuple(tokens, i, tokens[i]!.startOffset < (gaps.at(-1)?.end ?? 0) ? new Problems() : problems);
    const kept: readonly IToken[] = repaired?.tokens ?? [tokens[i]!];
    if (begins && kept[0]) isModule = startsModule(kept[0]) ?? isModule;
    for (const token of kept) {
      result.push(token);
      follow(token, open);
      // No function has braces, so what ends with one was another declaration.
      if (open.length === 0 && isOneOf(token, t.RightBrace)) isFunction = false;
    }
    if (repaired?.gap) gaps.push(repaired.gap);
    for (const later of repaired?.later ?? []) replacements.set(later.index, later);
    i += repaired?.count ?? 1;
  }
  rejectSeparators(separators, problems);
  return { tokens: result, gaps };
}

/** `;` behind a declaration or an import, which goes to `separators` */
function separator(tokens: readonly IToken[], i: number, depth: number, separators: IToken[]): Repaired | undefined {
  const isBehind = depth === 0 && isOneOf(tokens[i - 1], t.RightBrace, t.StringToken);
  if (!isBehind || !isOneOf(tokens[i], t.Semicolon, t.Comma)) return undefined;
  separators.push(tokens[i]!);
  return { count: 1, tokens: [] };
}

function rejectSeparators(tokens: readonly IToken[], problems: Problems): void {
  const [first] = tokens;
  if (first === undefined) return;
  const message = `Declarations aren't separated by ${quote(first.image)}.`;
  const fix = tokens.map((token) => ({ span: tokenSpan(token), text: '' }));
  problems.add(tokenSpan(first), message, 'Remove it.', { fix });
}

/** Keeps the list of the brackets that are open up to date; braces end what stands in parentheses that are unclosed. */
function follow(token: IToken, open: IToken[]): void {
  if (isOneOf(token, t.LeftBrace, t.RightBrace)) {
    while (isOneOf(open.at(-1), t.LeftParen, t.LeftBracket)) open.pop();
  }
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
  const own = libraryImport(line);
  if (own !== undefined) {
    problems.add(span, 'An import names a file.', `Write \`${own}\`.`, { ...replacing(span, own), misread: true });
    return { count: line.length, tokens: [] };
  }
  const hint =
    'Leave it out: layers, losses and optimizers need no import, and other `.ang` files are imported by path.';
  problems.add(span, "Modules of other languages can't be imported.", hint, removing(span));
  return { count: line.length, tokens: [] };
}

/** What `from angnet.resnet import residual` means. */
function libraryImport(line: readonly IToken[]): string | undefined {
  const text = line.map((token) => token.image).join(' ');
  const [, file, names] = /^from angnet \. (\w+) import (\w+(?: , \w+)*)$/.exec(text) ?? [];
  return file && names && `import { ${names.replaceAll(' ,', ',')} } from "angnet/${file}.ang"`;
}

/** `= { cos(theta) if theta < 90deg; 0 otherwise }` */
function casesInBraces(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const close = isOneOf(tokens[i], t.LeftBrace) ? closingBracket(tokens, i, i + longestLine) : undefined;
  if (close === undefined || !isOneOf(tokens[i - 1], t.Assign)) return undefined;
  const hasCases = tokens.slice(i, close).some((token) => isOneOf(token, t.If) || token.image === 'otherwise');
  if (!hasCases) return undefined;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(tokens[close]!).end };
  const hint = 'Write `if theta < 90deg then cos(theta) else 0`, without braces.';
  problems.add(span, 'A choice between values is `if … then … else …`.', hint);
  return { count: close + 1 - i, tokens: [inserted(tokens[i]!, t.Word, '')], gap: span };
}

/** What stands between the braces of a model or a block. */
function inModule(
  text: string,
  tokens: readonly IToken[],
  i: number,
  open: readonly IToken[],
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(open.at(-1), t.LeftBrace)) return undefined;
  return (
    foreignBranch(tokens, i, problems) ??
    chainedLayer(tokens, i, problems) ??
    lateCounter(tokens, i, problems) ??
    annotationBefore(text, tokens, i, problems)
  );
}

/** `(int)` in `block a(n: (int))`, among the parameters of a declaration. */
function bracketedType(
  tokens: readonly IToken[],
  i: number,
  open: readonly IToken[],
  problems: Problems,
): Repaired | undefined {
  const [before, left, type, right] = [tokens[i - 1], tokens[i], tokens[i + 1], tokens[i + 2]];
  const isParameter = open.length === 1 && isOneOf(open[0], t.LeftParen) && isOneOf(before, t.Colon);
  if (!isParameter || !isOneOf(left, t.LeftParen) || !isOneOf(type, t.Word) || !isOneOf(right, t.RightParen)) {
    return undefined;
  }
  const span = { start: left!.startOffset, end: tokenSpan(right!).end };
  const hint = `Write ${quote(type!.image)}.`;
  problems.add(span, 'The type of a parameter has no parentheses.', hint, replacing(span, type!.image));
  return { count: 3, tokens: [type!] };
}

/** `lambda x:` in `normalize: lambda x: x / 255` */
function lambdaHead(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [word, variable, colon, value] = tokens.slice(i, i + 4);
  if (word?.image !== 'lambda' || tokens[i - 2]?.image !== 'normalize' || !isOneOf(tokens[i - 1], t.Colon)) {
    return undefined;
  }
  if (!isOneOf(variable, t.Name) || !isOneOf(colon, t.Colon) || value === undefined) return undefined;
  const span = { start: word.startOffset, end: tokenSpan(colon!).end };
  const hint = `Remove ${quote(`lambda ${variable!.image}:`)}.`;
  problems.add(span, expressionInX, hint, removing({ start: span.start, end: value.startOffset }));
  return { count: 3, tokens: [] };
}

/** The colon of `rows: [ plain: { … } ]`: the parser knows such brackets without it, and says what is wrong. */
function groupsInBrackets(tokens: readonly IToken[], i: number, depth: number): Repaired | undefined {
  const [word, colon, bracket, name, second] = tokens.slice(i, i + 5);
  if (depth === 0 || !isOneOf(word, t.Rows, t.Columns) || !isOneOf(colon, t.Colon, t.Assign)) return undefined;
  const isGroup = isOneOf(name, t.AnyWord) && isOneOf(second, t.Colon, t.Assign);
  return isGroup && isOneOf(bracket, t.LeftBracket) ? { count: 2, tokens: [word!] } : undefined;
}

/** More tokens than a model has that is written where it is used. */
const longestModel = 400;

/** `model: { image: … }` in an experiment: nothing of it can be kept. */
function layersInField(tokens: readonly IToken[], i: number, depth: number, problems: Problems): Repaired | undefined {
  const [word, colon, brace, first] = tokens.slice(i, i + 4);
  if (depth === 0 || !isOneOf(word, t.Model) || !isOneOf(colon, t.Colon, t.Assign)) return undefined;
  if (!isOneOf(brace, t.LeftBrace) || !isOneOf(first, t.AnyWord)) return undefined;
  const close = closingBracket(tokens, i + 2, i + longestModel);
  if (close === undefined) return undefined;
  const hint = 'Declare it, `model Name { … }`, and write its name here: `model: Name`.';
  problems.add(tokenSpan(word!), 'A model is declared outside of experiments.', hint);
  const span = { start: word!.startOffset, end: tokenSpan(tokens[close]!).end };
  return { count: close + 1 - i, tokens: [word!, colon!, inserted(brace!, t.Word, '')], gap: span };
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

/** `(3, 3)` or `{3, 3}` where a value stands: a kernel, or a list. */
function tuple(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const isBraced = isOneOf(tokens[i], t.LeftBrace) && !isOneOf(tokens[i - 1], t.Colon);
  if (!isBraced && !isOneOf(tokens[i], t.LeftParen)) return undefined;
  if (!isOneOf(tokens[i - 1], t.Comma, t.LeftParen, t.Colon, t.Assign)) return undefined;
  let end = i + 1;
  while (isOneOf(tokens[end], t.NumberToken) && isOneOf(tokens[end + 1], t.Comma)) end += 2;
  if (isOneOf(tokens[end], t.NumberToken)) end++;
  if (end < i + 3 || end > i + longestLine || !isOneOf(tokens[end], isBraced ? t.RightBrace : t.RightParen))
    return undefined;
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
    const what = isBraced ? 'braces' : 'parentheses';
    problems.add(span, `A kernel is written without ${what}.`, `Write ${quote(kernel)}.`, replacing(span, kernel));
    return { count: end + 1 - i, tokens: [spanning(open, close, t.Kernel, kernel)], ...gap };
  }
  const written = `[${numbers.join(', ')}]`;
  problems.add(span, 'A list is written in brackets.', `Write ${quote(written)}.`, replacing(span, written));
  const list = [replaced(open, t.LeftBracket, '['), ...inside, replaced(close, t.RightBracket, ']')];
  return { count: list.length, tokens: list, ...gap };
}
