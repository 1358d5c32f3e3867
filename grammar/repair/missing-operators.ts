/** Sums and products without their sign: `0.3 center(of: feature)`, `softmax(of: a) center(of: b)`, `2 theta`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { adjacent, closingBracket, inserted, isOneOf, lineBreakBetween } from './tokens.js';

/** More tokens than a call has. */
const longestCall = 60;

/**
 * Repairs what stands before a call, where no call can begin something of its own: in the fields of experiments and in
 * the definitions of functions.
 * @param i where the operand before the call ends
 */
export function missingOperator(
  text: string,
  tokens: readonly IToken[],
  i: number,
  isFunction: boolean,
  problems: Problems,
): Repaired | undefined {
  const [last, name, open] = tokens.slice(i, i + 3);
  if (!isOneOf(last, t.NumberToken, t.RightParen) || !isOneOf(name, t.Word)) return undefined;
  if (lineBreakBetween(text, last!.startOffset, name!.startOffset)) return undefined;
  const isCall = isOneOf(open, t.LeftParen) && adjacent(name!, open!);
  const end = isCall ? closingBracket(tokens, i + 2, i + longestCall) : i + 1;
  // `optional(stem)@scale: 3` edits what it names, and `steps: 3` is the next field.
  if (end === undefined || isOneOf(tokens[end + 1], ...goesOn)) return undefined;
  const operand = text.slice(name!.startOffset, tokenSpan(tokens[end]!).end);
  const isTerm = isCall || isFunction || isOneOf(tokens[i - 1], t.Operator);
  if (isOneOf(last, t.NumberToken)) return isTerm ? missingTimes(tokens, i, operand, problems) : undefined;
  return isCall ? missingSign(text, tokens, i, operand, isFunction ? '*' : '+', problems) : undefined;
}

/** What makes a call the target of an edit. */
const goesOn = [t.At, t.Dot, t.Colon, t.Assign, t.LeftBracket, t.LeftBrace, t.LeftParen];

function missingTimes(tokens: readonly IToken[], i: number, factor: string, problems: Problems): Repaired | undefined {
  const [number, name] = [tokens[i]!, tokens[i + 1]!];
  if (!isOneOf(tokens[i - 1], t.Operator, t.Colon, t.Assign, t.Then, t.Else, t.If)) return undefined;
  const { start, end } = tokenSpan(number);
  const span = { start, end: name.startOffset + factor.length };
  const hint = `Write ${quote(`${number.image} * ${factor}`)}.`;
  problems.add(span, 'A factor is missing its `*`.', hint, replacing({ start: end, end }, ' *'));
  return { count: 1, tokens: [number, inserted(name, t.Times, '*', end)] };
}

/** Two calls, of which the first is a term; which sign is missing isn't certain. */
function missingSign(
  text: string,
  tokens: readonly IToken[],
  i: number,
  call: string,
  sign: '+' | '*',
  problems: Problems,
): Repaired | undefined {
  const first = calleeOf(tokens, i);
  if (first === undefined || !isOneOf(tokens[first - 1], t.Operator, t.Colon, t.Assign, t.Then, t.Else))
    return undefined;
  const name = tokens[i + 1]!;
  const span = { start: name.startOffset, end: name.startOffset + call.length };
  const before = text.slice(tokens[first]!.startOffset, tokenSpan(tokens[i]!).end);
  problems.add(span, `An operator is missing before ${quote(call)}.`, `Write ${quote(`${before} ${sign} ${call}`)}.`);
  return { count: 1, tokens: [tokens[i]!, inserted(name, t.Plus, '+')] };
}

/** Where the name of a call stands whose parenthesis closes at `i`. */
function calleeOf(tokens: readonly IToken[], i: number): number | undefined {
  let depth = 0;
  for (let j = i; j > 0 && j > i - longestCall; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket)) depth++;
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket) && --depth === 0) {
      return isOneOf(tokens[j - 1], t.Name) ? j - 1 : undefined;
    }
  }
  return undefined;
}
