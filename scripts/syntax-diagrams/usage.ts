import { tokenMatcher, type CstNode, type IToken } from 'chevrotain';
import * as fc from 'fast-check';
import { lex } from '../../grammar/lexer.js';
import { parse } from '../../grammar/parse.js';
import { readTokens } from '../../grammar/parser.js';
import * as t from '../../grammar/tokens.js';
import { corpus } from '../../test/fuzz/corpus.js';
import { program } from '../../test/grammar/programs.js';

/**
 * What texts without mistakes use of the parser's rules. The parser reads many mistakes as well, to name them; what no
 * correct text uses is such a one.
 */
export interface Usage {
  /** Whether a rule ever has a part of this name. */
  has(rule: string, part: string): boolean;
  /** Whether a rule always has one of these parts. */
  always(rule: string, parts: readonly string[]): boolean;
  /** What was written for a kind of operator. */
  readonly operators: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
}

/** Rules that differ where they stand in certain others: `other/rule`. */
export const contextual: ReadonlySet<string> = new Set([
  'profile/opening',
  'zip/opening',
  'group/opening',
  'branch/statement',
]);

/** Looks at known texts and at generated ones that hold every construct. */
export function observe(): Usage {
  /** For each rule, the different sets of parts that it has. */
  const shapes = new Map<string, Map<string, ReadonlySet<string>>>();
  const operators = new Set<string>();
  const prefixes = new Set<string>();
  const walk = ({ name: rule, children }: CstNode, parent = ''): void => {
    const inParent = `${parent}/${rule}`;
    const name = contextual.has(inParent) ? inParent : rule;
    const parts = Object.keys(children);
    const known = shapes.get(name) ?? new Map<string, ReadonlySet<string>>();
    shapes.set(name, known.set(parts.sort().join(), new Set(parts)));
    for (const element of Object.values(children).flat()) if ('children' in element) walk(element, rule);
    for (const sign of (children['Operator'] ?? []) as IToken[]) operators.add(sign.image);
    for (const sign of (children['Prefix'] ?? []) as IToken[])
      if (tokenMatcher(sign, t.Prefix)) prefixes.add(sign.image);
  };
  for (const text of [...corpus(), ...fc.sample(program, { seed: 1, numRuns: 60 })]) {
    if (parse(text).problems.length > 0) continue;
    const { tree } = readTokens(lex(text).tokens);
    if (tree !== undefined) walk(tree);
  }
  const shapesOf = (rule: string) => [...(shapes.get(rule)?.values() ?? [])];
  return {
    has: (rule, part) => shapesOf(rule).some((shape) => shape.has(part)),
    always: (rule, parts) => shapesOf(rule).every((shape) => parts.some((part) => shape.has(part))),
    operators,
    prefixes,
  };
}
