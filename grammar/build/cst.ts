/** Looking into concrete syntax trees, any part of which may be missing after an error. */
import type { CstElement, CstNode, IToken } from 'chevrotain';
import type { Problems } from '../problems.js';
import type { Identifier, Span } from '../syntax.js';

/** What the building of one file shares. */
export interface Context {
  readonly text: string;
  readonly problems: Problems;
}

function isNode(element: CstElement): element is CstNode {
  return 'children' in element;
}

/** The child rules of this name, in text order, without those in which the parser found no token. */
export function nodesOf(node: CstNode, rule: string): CstNode[] {
  return (node.children[rule] ?? [])
    .filter(isNode)
    .filter(({ location }) => !Number.isNaN(location?.endOffset ?? Number.NaN));
}

export function nodeOf(node: CstNode, rule: string): CstNode | undefined {
  return nodesOf(node, rule)[0];
}

/** The child tokens that the grammar calls by this name, in text order, without those that error recovery made up. */
export function tokensOf(node: CstNode, name: string): IToken[] {
  return (node.children[name] ?? []).filter(
    (element): element is IToken => !isNode(element) && !Number.isNaN(element.startOffset),
  );
}

/** The first child token of any of these names. */
export function tokenOf(node: CstNode, ...names: readonly string[]): IToken | undefined {
  for (const name of names) {
    const token = tokensOf(node, name)[0];
    if (token !== undefined) {
      return token;
    }
  }
  return undefined;
}

export function tokenSpan(token: IToken): Span {
  return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
}

/** Where the tokens of a rule that has some stand. */
export function nodeSpan(node: CstNode): Span {
  const { startOffset = 0, endOffset = startOffset } = node.location ?? {};
  return { start: startOffset, end: endOffset + 1 };
}

export function identifier(token: IToken): Identifier {
  return { kind: 'identifier', name: token.image, span: tokenSpan(token) };
}

/** Stands for a name or value that should be at `offset` and isn't; a problem has been reported. */
export function missing(offset: number): Identifier {
  return { kind: 'identifier', name: '', span: { start: offset, end: offset } };
}
