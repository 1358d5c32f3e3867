/** Words of other languages, and misspelled ones, where a declaration begins. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import { surest } from '../suggest.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { closingBracket, isOneOf, retyped } from './tokens.js';

/** The word that begins the same here. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  angle: ['def', 'function', 'fn', 'func', 'lambda'],
  model: ['class', 'network', 'net', 'module', 'graph', 'architecture'],
  block: ['layer', 'component', 'macro', 'cell'],
  experiment: ['train', 'training', 'config', 'run', 'trainer', 'trial', 'setup'],
  ablation: ['ablate', 'sweep', 'grid', 'study', 'table', 'comparison', 'figure'],
};
const byWord = new Map(Object.entries(meanings).flatMap(([meant, words]) => words.map((word) => [word, meant])));

const heads = ['model', 'block', 'angle', 'magnitude', 'margin', 'experiment', 'ablation'];

/** The word with which a declaration begins here that begins there with a word of another language. */
export function headFor(word: string): string | undefined {
  return byWord.get(word);
}

/** More tokens than parameters have. */
const longestHead = 200;

/** `network Net {`, `modle Net(width: int) {`: a word that is none of the language before a name and what follows one */
export function mistakenHead(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [word, name, next] = tokens.slice(i, i + 3);
  if (word?.tokenType !== t.Word || !isOneOf(name, t.AnyWord)) return undefined;
  const meant = headFor(word.image) ?? surest(word.image, heads);
  const isFunction = meant === 'angle' || meant === 'magnitude' || meant === 'margin';
  const close = isOneOf(next, t.LeftParen) ? closingBracket(tokens, i + 2, i + longestHead) : undefined;
  const after = isOneOf(next, t.LeftParen) ? close !== undefined && tokens[close + 1] : next;
  const fits = isFunction
    ? isOneOf(after || undefined, t.Assign)
    : isOneOf(after || undefined, t.LeftBrace, t.At, t.Of);
  const token = fits && meant !== undefined ? retyped(word, meant) : undefined;
  if (token === undefined) return undefined;
  const span = tokenSpan(word);
  const hint = `Write ${quote(meant!)}.`;
  problems.add(span, `No declaration begins with ${quote(word.image)}.`, hint, replacing(span, meant));
  // `class Net(Module) {`: what it is made of
  const isBased =
    close !== undefined && meant === 'model' && !tokens.slice(i + 2, close).some((each) => isOneOf(each, t.Colon));
  return isBased ? { count: close + 1 - i, tokens: [token, name!] } : { count: 1, tokens: [token] };
}
