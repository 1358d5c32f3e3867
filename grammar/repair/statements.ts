/** Statements as other languages write them: `k = 20`, `const k = 20`, `elif`, `for i in range(3)`, `repeat 3 i { … }`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { closingBracket, inserted, isOneOf, replaced } from './tokens.js';

/** How many tokens a repair takes away, and what stands there instead. */
export interface Repaired {
  readonly count: number;
  readonly tokens: readonly IToken[];
  /** Where else something may be wrong that follows from this. */
  readonly gap?: Span;
}

/**
 * Repairs one statement of a model or a block.
 * @param i where it begins
 * @param end behind the last token of its line
 */
export function foreignStatement(
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  return (
    namedValue(tokens, i, problems) ??
    loop(tokens, i, end, problems) ??
    uncountedRepeat(tokens, i, end, problems) ??
    joinOfLabels(tokens, i, end, problems)
  );
}

const declaringWords: ReadonlySet<string> = new Set(['const', 'var', 'val', 'auto', 'int', 'real', 'float', 'double']);

/** `k = 20`, `const k = 20` */
function namedValue(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const word = tokens[i]!;
  if (isOneOf(tokens[i - 1], t.Let)) return undefined;
  if (declaringWords.has(word.image) && isOneOf(tokens[i + 1], t.Name) && isOneOf(tokens[i + 2], t.Assign)) {
    problems.add(tokenSpan(word), 'A value is named by `let`.', 'Write `let`.', replacing(tokenSpan(word), 'let'));
    return { count: 1, tokens: [replaced(word, t.Let, 'let')] };
  }
  if (!isOneOf(word, t.Name) || !isOneOf(tokens[i + 1], t.Assign)) return undefined;
  if (!beginsValue(tokens, i + 2) && !namesValue(tokens, i + 2)) return undefined;
  const span = { start: word.startOffset, end: tokenSpan(tokens[i + 1]!).end };
  const hint = `Write ${quote(`let ${word.image} = …`)}.`;
  const before = { start: span.start, end: span.start };
  problems.add(span, 'A value is named by `let`.', hint, replacing(before, 'let '));
  return { count: 1, tokens: [inserted(word, t.Let, 'let'), word] };
}

/** Whether what stands at a place can't be a layer, which `x = conv(20, 3x3)` wants to label. */
function beginsValue(tokens: readonly IToken[], i: number): boolean {
  return (
    isOneOf(tokens[i], t.NumberToken, t.Kernel, t.LeftParen, t.Operator, t.If) ||
    (isOneOf(tokens[i], t.AnyWord) && isOneOf(tokens[i + 1], t.Operator, t.Dot))
  );
}

const typeNames: ReadonlySet<string> = new Set(['int', 'real', 'bool', 'rad', 'kernel']);
/** How many tokens before a name are searched for what it names. */
const longestSearch = 500;

/** Whether the word at a place was declared before it as a parameter, by `let`, or as what counts repeats. */
function namesValue(tokens: readonly IToken[], i: number): boolean {
  const word = tokens[i];
  if (!isOneOf(word, t.Name)) return false;
  for (let j = i - 1; j > 0 && j > i - longestSearch; j--) {
    if (isOneOf(tokens[j], t.Model, t.Block)) return false;
    const isParameter = isOneOf(tokens[j + 1], t.Colon) && typeNames.has(tokens[j + 2]?.image ?? '');
    if (tokens[j]!.image === word!.image && (isParameter || isOneOf(tokens[j - 1], t.Let, t.As))) return true;
  }
  return false;
}

/** `for i in range(3):`, `for i in 0..3 {` */
function loop(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const [word, variable, inside] = tokens.slice(i, i + 3);
  if (word?.image !== 'for' || !isOneOf(variable, t.Name) || !isOneOf(inside, t.In)) return undefined;
  const line = tokens.slice(i, end);
  const brace = line.findIndex((token) => isOneOf(token, t.LeftBrace));
  const count = brace < 0 ? line.length : brace;
  problems.add(
    tokenSpan(word),
    'There is no `for`: what stands in the braces of `repeat` is repeated.',
    `Write ${quote(`repeat 3 as ${variable!.image} { … }`)}.`,
  );
  const one = replaced(inside!, t.NumberToken, '1');
  const kept =
    brace < 0
      ? [replaced(word, t.Let, 'let'), variable!, inserted(inside!, t.Assign, '='), one]
      : [replaced(word, t.Repeat, 'repeat'), inserted(variable!, t.NumberToken, '1'), inserted(variable!, t.As, 'as')];
  const tokensKept = brace < 0 ? kept : [...kept, variable!];
  return {
    count,
    tokens: tokensKept,
    gap: { start: word.startOffset, end: tokenSpan(line[count - 1]!).end },
  };
}

/** `repeat 3 i { … }` */
function uncountedRepeat(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Repeat)) return undefined;
  const line = tokens.slice(i, end);
  const brace = line.findIndex((token) => isOneOf(token, t.LeftBrace));
  const [before, name] = [line[brace - 2], line[brace - 1]];
  if (brace < 3 || !isOneOf(name, t.Name) || !isOneOf(before, t.NumberToken, t.Name, t.RightParen)) return undefined;
  const span = tokenSpan(name!);
  const message = `\`as\` is missing before ${quote(name!.image)}.`;
  const hint = `Write ${quote(`as ${name!.image}`)}.`;
  problems.add(span, message, hint, replacing({ start: span.start, end: span.start }, 'as '));
  return { count: brace, tokens: [...line.slice(0, brace - 1), inserted(name!, t.As, 'as'), name!] };
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
  const braces = [inserted(word!, t.LeftBrace, '{'), inserted(word!, t.RightBrace, '}')];
  const placed = braces.map((brace) => ({ ...brace, startOffset: span.end, endOffset: span.end - 1 }));
  return { count: last + 1 - i, tokens: [...tokens.slice(i, place + 1), ...placed], gap: span };
}

/** `elif` behind the braces of an `if`. */
export function elseIf(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const word = tokens[i]!;
  if (!/^els?e?if$/.test(word.image) || !isOneOf(tokens[i - 1], t.RightBrace)) return undefined;
  const span = tokenSpan(word);
  problems.add(span, `${quote(word.image)} is two words here.`, 'Write `else if`.', replacing(span, 'else if'));
  return { count: 1, tokens: [replaced(word, t.Else, 'else'), inserted(word, t.If, 'if')] };
}
