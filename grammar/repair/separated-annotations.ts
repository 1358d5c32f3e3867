/** Annotations behind a comma, without `@`, before what they annotate, or behind selectors without the brackets of a list. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { removing, replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { behindArguments } from './annotation-above.js';
import { annotationNames, valuedAnnotations } from './annotations.js';
import type { Repair, Repaired } from './repair.js';
import { closingBracket, inserted, isOneOf } from './tokens.js';

/** More tokens than a statement or an edit has that is looked at. */
const longest = 60;

/** The comma of `set stem, @angle(cos)` and `relu @angle(cos), @scale(2)`. @param i where it stands, between braces */
export function separatedAnnotation(
  tokens: readonly IToken[],
  i: number,
  isModule: boolean,
  problems: Problems,
): Repaired | undefined {
  const comma = tokens[i];
  if (!isOneOf(comma, t.Comma, t.Semicolon) || !isOneOf(tokens[i + 1], t.At)) return undefined;
  const edit = isModule ? undefined : editBefore(tokens, i);
  // That annotations of `replace` belong to a `set` is said once, of all of them.
  if (isOneOf(edit, t.Replace)) return { count: 1, tokens: [] };
  if (!isModule && edit === undefined) return undefined;
  const span = tokenSpan(comma!);
  problems.add(span, `Annotations aren't separated by ${quote(comma!.image)}.`, 'Remove it.', removing(span));
  return { count: 1, tokens: [] };
}

/** The `set` or `replace` that what stands before a place belongs to. */
function editBefore(tokens: readonly IToken[], i: number): IToken | undefined {
  let depth = 0;
  for (let j = i - 1; j > 0 && j > i - longest; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket)) depth++;
    else if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket)) depth--;
    else if (depth === 0 && isOneOf(tokens[j], t.Set, t.Replace)) return tokens[j];
    else if (isOneOf(tokens[j], t.LeftBrace, t.RightBrace) || (depth === 0 && isOneOf(tokens[j], t.Colon)))
      return undefined;
  }
  return undefined;
}

/** `stem: @precision(f32) angconv(16, 3x3)`, `{ @freeze angfc(10) }`. @param i where the annotations begin */
export function annotationBefore(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[i], t.At) || !isOneOf(tokens[i - 1], t.Colon, t.LeftBrace)) return undefined;
  let next = i;
  while (isOneOf(tokens[next], t.At) && isOneOf(tokens[next + 1], t.AnyWord)) next = behindArguments(tokens, next + 2);
  const last = next === i ? undefined : endOfStatement(tokens, next);
  if (last === undefined) return undefined;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(tokens[next - 1]!).end };
  const annotations = text.slice(span.start, span.end);
  const message = 'An annotation stands behind what it annotates.';
  if (isOneOf(tokens[i - 1], t.LeftBrace)) {
    const hint = `Write ${quote(annotations)} behind the layer that it is for, or before the \`{\` of a model or a block for all in it.`;
    problems.add(span, message, hint);
  } else {
    const [start, end] = [tokens[next]!.startOffset, tokenSpan(tokens[last]!).end];
    problems.add(span, message, `Write ${quote(`${text.slice(start, end)} ${annotations}`)}.`, {
      fix: [
        { span: { start: span.start, end: start }, text: '' },
        { span: { start: end, end }, text: ` ${annotations}` },
      ],
    });
  }
  return { count: next - i, tokens: [], gap: span };
}

/** More tokens than the braces of a join or a repeat have. */
const longestBraces = 1500;

/** The last token of the layer, join or repeat that begins at `i`, without annotations; undefined where none does. */
function endOfStatement(tokens: readonly IToken[], i: number): number | undefined {
  if (isOneOf(tokens[i], t.Add, t.Concat, t.Multiply, t.Repeat)) {
    const open = tokens.slice(i, i + longest).findIndex((token) => isOneOf(token, t.LeftBrace));
    return open < 0 ? undefined : closingBracket(tokens, i + open, i + longestBraces);
  }
  const isLayer = isOneOf(tokens[i], t.Name) && !isOneOf(tokens[i + 1], t.Dot);
  if (!isLayer) return undefined;
  return isOneOf(tokens[i + 1], t.Colon, t.Assign) ? i + 1 : behindArguments(tokens, i + 1) - 1;
}

/** `set stem, classifier @angle(cos)`. @param end behind the last token of its line */
export const severalSelectors: Repair = (text, tokens, i, end, problems) => {
  if (!isOneOf(tokens[i], t.Set)) return undefined;
  const at = tokens.slice(i, end).findIndex((token) => isOneOf(token, t.At));
  const selectors = tokens.slice(i + 1, i + at);
  const isList = selectors.some((token) => isOneOf(token, t.Comma)) && isOneOf(selectors.at(-1), ...inSelector);
  if (at < 0 || !isList || !selectors.every((token) => isOneOf(token, t.Comma, ...inSelector))) return undefined;
  const [first, last] = [selectors[0]!, selectors.at(-1)!];
  if (isOneOf(first, t.LeftBracket)) return undefined;
  const span = { start: first.startOffset, end: tokenSpan(last).end };
  const list = `[${text.slice(span.start, span.end)}]`;
  problems.add(span, 'Several selectors are a list.', `Write ${quote(list)}.`, replacing(span, list));
  const brackets = [inserted(first, t.LeftBracket, '['), inserted(first, t.RightBracket, ']', span.end)] as const;
  return { count: at, tokens: [tokens[i]!, brackets[0], ...selectors, brackets[1]] };
};

/** What selectors are made of. */
const inSelector = [t.Name, t.NumberToken, t.Dot, t.Place, t.LeftBracket, t.RightBracket, t.Times];

/** `set stem freeze`, `set stem scale 30`. @param end behind the last token of its line */
export const bareAnnotation: Repair = (_text, tokens, i, end, problems) => {
  if (!isOneOf(tokens[i], t.Set) || !isOneOf(tokens[i + 1], t.Name, t.LeftBracket)) return undefined;
  const line = tokens.slice(i + 1, end);
  const length = line.findIndex((token, j) => j > 0 && isOneOf(token, t.Name) && isOneOf(line[j - 1], ...endsSelector));
  const [name, next] = length < 0 ? [] : line.slice(length);
  const isSelector = line.slice(0, length).every((token) => isOneOf(token, t.Comma, ...inSelector));
  if (!isSelector || !annotationNames.has(name?.image ?? '') || isOneOf(next, t.LeftParen, t.Dot)) return undefined;
  const first = isOneOf(next, t.Colon, t.Assign) ? length + 2 : length + 1;
  const value = valuedAnnotations.has(name!.image) ? line[first] : undefined;
  const isValued = isOneOf(value, t.NumberToken, t.Name) && !isOneOf(line[first + 1], t.Colon, t.LeftParen);
  if (!isValued && first > length + 1) return undefined;
  const span = { start: name!.startOffset, end: tokenSpan(isValued ? value! : name!).end };
  const meant = isValued ? `@${name!.image}(${value!.image})` : `@${name!.image}`;
  problems.add(span, 'An annotation begins with `@`.', `Write ${quote(meant)}.`, replacing(span, meant));
  const written = isValued
    ? [inserted(name!, t.LeftParen, '(', tokenSpan(name!).end), value!, inserted(value!, t.RightParen, ')', span.end)]
    : [];
  return {
    count: isValued ? first + 2 : length + 2,
    tokens: [tokens[i]!, ...line.slice(0, length), inserted(name!, t.At, '@'), name!, ...written],
  };
};

/** What a selector ends with. */
const endsSelector = [t.Name, t.Place, t.RightBracket];
