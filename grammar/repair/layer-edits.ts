/** Edits of layers that other words say than `set` and `replace`: `remove bn`, `insert dropout(0.5) after stem`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import * as t from '../tokens.js';
import type { Repair, Repaired } from './repair.js';
import { closingBracket, isOneOf } from './tokens.js';

const removing: ReadonlySet<string> = new Set(['remove', 'delete', 'drop', 'omit', 'disable']);
const adding: ReadonlySet<string> = new Set(['add', 'insert', 'append', 'prepend']);

/**
 * Takes such an edit out, with the rest of its line up to the next edit.
 * @param i where it begins, between the braces of an experiment or an ablation
 * @param end behind the last token of its line
 */
export const layerEdit: Repair = (text, tokens, i, end, problems) => {
  const [word, next] = tokens.slice(i, Math.min(i + 2, end));
  const isRemoval = removing.has(word?.image ?? '');
  if (!isRemoval && !adding.has(word?.image ?? '')) return undefined;
  const isCall = isOneOf(next, t.LeftParen) && isOneOf(tokens[i + 2], t.AnyWord);
  const layer = isCall ? tokens[i + 2]! : next;
  if (!isOneOf(layer, t.AnyWord) || isOneOf(tokens[i - 1], ...before)) return undefined;
  if (!isCall && isOneOf(tokens[i + 2], t.Colon)) return undefined;
  const choice = (value: string) => `let a parameter decide: \`if deep { … }\` there, \`model.deep: ${value}\` here.`;
  if (isRemoval) {
    const [selector = ''] = /^[\w.[\]*]+/.exec(text.slice(layer!.startOffset, tokenSpan(tokens[end - 1]!).end)) ?? [];
    const hint = `Write ${quote(`replace ${selector} with other`)}, or in the model ${choice('false')}`;
    problems.add(tokenSpan(word!), 'No edit removes a layer.', hint);
  } else {
    problems.add(tokenSpan(word!), 'No edit adds a layer.', `Write it in the model and ${choice('true')}`);
  }
  return dropped(tokens, i, endOfEdit(tokens, i + 1, end));
};

/** Behind these a word names something. */
const before = [t.Set, t.Replace, t.With, t.Vary, t.Expect, t.Profile, t.From, t.At, t.Dot, t.Comma, t.Colon, t.Assign];

/** Behind an edit: where its line or its braces end, or another edit begins. */
function endOfEdit(tokens: readonly IToken[], i: number, end: number): number {
  let j = i;
  while (j < end && !isOneOf(tokens[j], t.RightBrace, t.Set, t.Replace, t.Vary, t.Expect)) {
    if (isOneOf(tokens[j], t.AnyWord) && isOneOf(tokens[j + 1], t.Colon)) break;
    const isOpen = isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace);
    j = (isOpen ? (closingBracket(tokens, j, end) ?? j) : j) + 1;
  }
  return j;
}

function dropped(tokens: readonly IToken[], i: number, end: number): Repaired {
  return { count: end - i, tokens: [], gap: { start: tokens[i]!.startOffset, end: tokenSpan(tokens[end - 1]!).end } };
}
