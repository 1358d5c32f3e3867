/** Branches of joins as other notations have them: `main { … }`, `main: [ … ]`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { closingBracket, inserted, isOneOf, replaced } from './tokens.js';

/** More tokens than a branch in brackets has. */
const longestBranch = 200;

/** @param i where a branch begins, between the braces of a model or a block */
export function foreignBranch(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [name, second, third] = tokens.slice(i, i + 3);
  if (!isOneOf(tokens[i - 1], t.LeftBrace, t.RightBrace, t.Comma) || !isOneOf(name, t.Name)) return undefined;
  if (isOneOf(second, t.LeftBrace)) {
    const { end } = tokenSpan(name!);
    const hint = `Write ${quote(`${name!.image}: { … }`)}.`;
    problems.add(
      tokenSpan(name!),
      `A colon is missing behind ${quote(name!.image)}.`,
      hint,
      replacing({ start: end, end }, ':'),
    );
    return { count: 1, tokens: [name!, inserted(second!, t.Colon, ':', end)] };
  }
  const close =
    isOneOf(second, t.Colon) && isOneOf(third, t.LeftBracket)
      ? closingBracket(tokens, i + 2, i + longestBranch)
      : undefined;
  if (close === undefined) return undefined;
  const [open, end] = [tokenSpan(third!), tokenSpan(tokens[close]!)];
  problems.add(open, 'A branch of a join stands in braces.', `Write ${quote(`${name!.image}: { … }`)}.`, {
    fix: [
      { span: open, text: '{ ' },
      { span: end, text: ' }' },
    ],
  });
  return {
    count: 3,
    tokens: [name!, second!, replaced(third!, t.LeftBrace, '{')],
    later: [{ index: close, count: 1, tokens: [replaced(tokens[close]!, t.RightBrace, '}')] }],
  };
}
