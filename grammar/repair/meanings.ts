/** What the words of a model or a block stand for, as far as the tokens before them tell. */
import type { IToken } from 'chevrotain';
import * as t from '../tokens.js';
import { isOneOf } from './tokens.js';

const typeNames: ReadonlySet<string> = new Set(['int', 'real', 'bool', 'rad', 'kernel']);
/** How many tokens before a name are searched for what it names. */
const longestSearch = 500;
/** Functions of numbers that nobody takes for layers. */
const numberFunctions: ReadonlySet<string> = new Set(['floor', 'sqrt', 'abs', 'sign', 'min', 'max', 'exp', 'ln']);

/** Whether what stands at a place can't be a layer, which `x = conv(20, 3x3)` wants to label. */
export function beginsValue(tokens: readonly IToken[], i: number): boolean {
  const [word, next, after, behind] = tokens.slice(i, i + 4);
  const begins = isOneOf(word, t.NumberToken, t.Kernel, t.LeftParen, t.LeftBracket, t.Operator, t.If, t.True, t.False);
  if (begins || !isOneOf(word, t.AnyWord)) return begins;
  // `nn.Conv2d(…)` is a layer of another library.
  const isProperty = isOneOf(next, t.Dot) && !(isOneOf(after, t.AnyWord) && isOneOf(behind, t.LeftParen, t.Dot));
  const isFunction = numberFunctions.has(word!.image) && isOneOf(next, t.LeftParen);
  return isOneOf(next, t.Operator) || isProperty || isFunction;
}

/** Whether the word at a place was declared before it as a parameter, by `let`, or as what counts repeats. */
export function namesValue(tokens: readonly IToken[], i: number): boolean {
  const word = tokens[i];
  if (!isOneOf(word, t.Name)) return false;
  for (let j = i - 1; j > 0 && j > i - longestSearch; j--) {
    if (isOneOf(tokens[j], t.Model, t.Block)) return false;
    const isParameter = isOneOf(tokens[j + 1], t.Colon) && typeNames.has(tokens[j + 2]?.image ?? '');
    if (tokens[j]!.image === word!.image && (isParameter || isOneOf(tokens[j - 1], t.Let, t.As))) return true;
  }
  return false;
}

/** Whether a statement above was given a name, as far as is searched. */
export function isLabel(tokens: readonly IToken[], i: number, name: string): boolean {
  for (let j = i - 1; j > 0 && j > i - longestSearch; j--) {
    if (isOneOf(tokens[j], t.Model, t.Block)) return false;
    const isNamed = tokens[j]!.image === name && isOneOf(tokens[j + 1], t.Colon, t.Assign);
    if (!isNamed || isOneOf(tokens[j - 1], t.Let, t.LeftParen, t.Comma)) continue;
    return !(isOneOf(tokens[j + 1], t.Assign) && (beginsValue(tokens, j + 2) || namesValue(tokens, j + 2)));
  }
  return false;
}
