import type { CstNode, IToken } from 'chevrotain';
import { isNoLabel, isReserved, quote } from '../describe.js';
import type { TextEdit } from '../problems.js';
import type { Identifier, Span } from '../syntax.js';
import { identifier, nodeOf, tokenOf, tokenSpan, type Context } from './cst.js';

/** The name that a construct gives to something; `what` completes "… can't be the name of". */
export function ownName(context: Context, token: IToken, what: string): Identifier {
  if (isReserved(token)) {
    context.problems.add(
      tokenSpan(token),
      `${quote(token.image)} is a keyword and can't be the name of ${what}.`,
      'Choose another name.',
    );
  }
  return identifier(token);
}

/** The label of a statement or branch, from its `label` rule. */
export function label(context: Context, node: CstNode): Identifier | undefined {
  const token = tokenOf(node, 'AnyWord');
  if (token === undefined) {
    return undefined;
  }
  if (isNoLabel(token)) {
    context.problems.add(
      tokenSpan(token),
      `${quote(token.image)} is a keyword and can't be a label.`,
      `Choose another label, such as ${quote(`${token.image}1`)}.`,
    );
  }
  expectColon(context, node, `A label is followed by a colon: write ${quote(`${token.image}:`)}.`);
  return identifier(token);
}

/** Complains when the `colon` rule below a node was written `=`. */
export function expectColon(context: Context, node: CstNode, hint: string): void {
  const assign = assignOf(node);
  if (assign !== undefined) {
    context.problems.add(tokenSpan(assign), 'Expected `:`, but found `=`.', hint, { fix: colonFix(context, assign) });
  }
}

/** The `=` that stands for the `colon` rule below a node. */
export function assignOf(node: CstNode): IToken | undefined {
  const colon = nodeOf(node, 'colon');
  return colon && tokenOf(colon, 'Assign');
}

/** The edit that writes a colon for an `=`. */
export function colonFix({ text }: Context, assign: IToken): readonly TextEdit[] {
  return [{ span: withBlanks(text, tokenSpan(assign)), text: ': ' }];
}

/** A span with the blanks on both sides of it. */
function withBlanks(text: string, { start, end }: Span): Span {
  let first = start;
  while (text[first - 1] === ' ' || text[first - 1] === '\t') {
    first--;
  }
  let last = end;
  while (text[last] === ' ' || text[last] === '\t') {
    last++;
  }
  return { start: first, end: last };
}
