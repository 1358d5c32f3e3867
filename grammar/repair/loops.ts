/** Repetition as other languages write it: `for i in range(3)`, `repeat 3 i { … }`, `repeat 3 times { … }`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { removing, replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repair, Repaired } from './repair.js';
import { inserted, isOneOf, replaced } from './tokens.js';

/** `for i in range(3):`, `for i in 0..3 {` */
export function loop(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const [word, variable, inside] = tokens.slice(i, i + 3);
  if (word?.image !== 'for' || !isOneOf(variable, t.Name) || !isOneOf(inside, t.In)) return undefined;
  const line = tokens.slice(i, end);
  const brace = line.findIndex((token) => isOneOf(token, t.LeftBrace));
  const count = brace < 0 ? line.length : brace;
  const times = brace < 0 ? undefined : countOf(line.slice(3, brace));
  const head = { start: word.startOffset, end: tokenSpan(line[count - 1]!).end };
  const written = `repeat ${times?.image ?? 3} as ${variable!.image}`;
  problems.add(
    tokenSpan(word),
    'There is no `for`: what stands in the braces of `repeat` is repeated.',
    `Write ${quote(`${written} { … }`)}.`,
    { ...replacing(head, times && written), misread: true },
  );
  const one = replaced(inside!, t.NumberToken, '1');
  const kept =
    brace < 0
      ? [replaced(word, t.Let, 'let'), variable!, inserted(inside!, t.Assign, '='), one]
      : [
          replaced(word, t.Repeat, 'repeat'),
          times ?? replaced(inside!, t.NumberToken, '0'),
          inserted(variable!, t.As, 'as'),
          variable!,
        ];
  return { count, tokens: kept, gap: head };
}

/** `repeat i in depth { … }`, `repeat i in range(3) { … }`, `repeat i in [16, 32] { … }` */
export const counterFirst: Repair = (text, tokens, i, end, problems) => {
  const [word, variable, inside] = tokens.slice(i, i + 3);
  if (!isOneOf(word, t.Repeat) || !isOneOf(variable, t.Name) || !isOneOf(inside, t.In)) return undefined;
  const brace = tokens.slice(i, end).findIndex((token) => isOneOf(token, t.LeftBrace));
  if (brace < 4) return undefined;
  const counted = tokens.slice(i + 3, i + brace);
  const span = { start: variable!.startOffset, end: tokenSpan(counted.at(-1)!).end };
  const times = timesOf(tokens, i, counted);
  if (counted.some((token) => text.slice(token.startOffset, tokenSpan(token).end) !== token.image)) {
    // `0..3` was reported and became a number.
  } else if (times === undefined) {
    const hint = `It goes through no list: write ${quote(`repeat 3 as ${variable!.image} { … }`)}, with values that follow from ${quote(variable!.image)}, which counts from 0.`;
    problems.add(span, '`repeat` takes how often.', hint);
  } else {
    const written = times.length === 1 ? times[0]!.image : text.slice(times[0]!.startOffset, span.end);
    const meant = `${written} as ${variable!.image}`;
    const message = '`repeat` takes how often, and then the name that counts.';
    problems.add(span, message, `Write ${quote(`repeat ${meant} { … }`)}.`, replacing(span, meant));
  }
  const often = times ?? [replaced(inside!, t.NumberToken, '0')];
  const gap = times === undefined ? { gap: { start: word!.startOffset, end: span.end } } : {};
  return { count: brace, tokens: [word!, ...often, inserted(variable!, t.As, 'as', span.end), variable!], ...gap };
};

/** How often something is repeated for each of what is counted; undefined where that is a list. */
function timesOf(tokens: readonly IToken[], i: number, counted: readonly IToken[]): readonly IToken[] | undefined {
  const [first, next] = counted;
  if (first?.image === 'range') {
    const count = countOf(counted);
    return count && [count];
  }
  const isListed = counted.some((token) => isOneOf(token, t.LeftBracket, t.Comma)) || namesList(tokens, i, first!);
  const isCount = isOneOf(first, t.Name, t.NumberToken, t.LeftParen) && (!next || isOneOf(next, t.Operator, t.AnyWord));
  return isListed || !(isCount || isOneOf(first, t.LeftParen)) ? undefined : counted;
}

/** How many tokens before a name are searched for what it names. */
const longestSearch = 500;

/** Whether a name was given a list: `widths: int = [16, 32]`, `let widths = [16, 32]`. */
function namesList(tokens: readonly IToken[], i: number, name: IToken): boolean {
  for (let j = i - 1; j > 0 && j > i - longestSearch; j--) {
    if (tokens[j]!.image !== name.image) continue;
    const value = isOneOf(tokens[j + 1], t.Colon) ? j + 4 : j + 2;
    if (isOneOf(tokens[value - 1], t.Assign) && isOneOf(tokens[value], t.LeftBracket)) return true;
  }
  return false;
}

/** `while deep { … }`, which may never end */
export function whileLoop(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  const [word] = tokens.slice(i, end);
  const line = tokens.slice(i, end);
  const brace = line.findIndex((token) => isOneOf(token, t.LeftBrace));
  if (word?.image !== 'while' || brace < 1 || isOneOf(line[1], t.Colon, t.Assign)) return undefined;
  const hint = 'Say how often: `repeat 3 { … }`; or whether at all: `if deep { … }`.';
  problems.add(tokenSpan(word), 'There is no `while`.', hint);
  const gap = { start: word.startOffset, end: tokenSpan(line[brace - 1]!).end };
  return {
    count: brace,
    tokens: [replaced(word, t.Repeat, 'repeat'), inserted(line[brace]!, t.NumberToken, '1')],
    gap,
  };
}

/** The number or name of `range(3)` and `range(0, n)`; undefined where a loop doesn't count from 0 by 1. */
function countOf(tokens: readonly IToken[]): IToken | undefined {
  const [word, , first, comma, second] = tokens;
  if (word?.image !== 'range') return undefined;
  const isOne = tokens.length === 4;
  const isFromZero = tokens.length === 6 && first?.image === '0' && isOneOf(comma, t.Comma);
  const count = isOne ? first : isFromZero ? second : undefined;
  return isOneOf(count, t.NumberToken, t.Name) ? count : undefined;
}

/** `repeat 3 i { … }`, `repeat 3 with i { … }`, `repeat 3 times { … }` */
export function uncountedRepeat(
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Repeat)) return undefined;
  const line = tokens.slice(i, end);
  const brace = line.findIndex((token) => isOneOf(token, t.LeftBrace));
  const [early, before, name] = [line[brace - 3], line[brace - 2], line[brace - 1]];
  if (brace < 3 || !isOneOf(name, t.Name) || !isOneOf(before, t.NumberToken, t.Name, t.RightParen)) return undefined;
  const span = tokenSpan(name!);
  if (name!.image === 'times' || name!.image === 'x') {
    problems.add(span, `No ${quote(name!.image)} stands behind the number of repeats.`, 'Remove it.', removing(span));
    return { count: brace, tokens: line.slice(0, brace - 1) };
  }
  if (brace > 3 && prepositions.has(before!.image) && isOneOf(early, t.NumberToken, t.Name, t.RightParen)) {
    const wrong = tokenSpan(before!);
    const message = `Expected \`as\`, but found ${quote(before!.image)}.`;
    problems.add(wrong, message, 'Write `as`.', replacing(wrong, 'as'));
    return { count: brace, tokens: [...line.slice(0, brace - 2), replaced(before!, t.As, 'as'), name!] };
  }
  const message = `\`as\` is missing before ${quote(name!.image)}.`;
  const hint = `Write ${quote(`as ${name!.image}`)}.`;
  problems.add(span, message, hint, replacing({ start: span.start, end: span.start }, 'as '));
  return { count: brace, tokens: [...line.slice(0, brace - 1), inserted(name!, t.As, 'as'), name!] };
}

/** `repeat 3 { … } as i`: what counts is named too late. @param i where `as` stands */
export function lateCounter(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [before, word, name] = tokens.slice(i - 1, i + 2);
  if (!isOneOf(before, t.RightBrace) || !isOneOf(word, t.As) || !isOneOf(name, t.Name)) return undefined;
  const span = { start: word!.startOffset, end: tokenSpan(name!).end };
  const hint = `Write ${quote(`repeat 3 as ${name!.image} { … }`)}; a label stands in front: ${quote(`${name!.image}: repeat 3 { … }`)}.`;
  problems.add(span, '`as` stands before the braces of a `repeat`.', hint);
  return { count: 2, tokens: [], gap: span };
}

const prepositions: ReadonlySet<string> = new Set(['with', 'for', 'using', 'by', 'index', 'counting']);
