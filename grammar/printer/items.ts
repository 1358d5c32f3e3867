/** What stands between parentheses and brackets. */
import type { Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type { Annotation, Call, Expression, List, Node } from '../syntax.js';
import { loneComments } from './blocks.js';

const { fill, group, hardline, ifBreak, indent, line, softline } = builders;

/** Is there a comment that belongs to a node? */
function hasComments(node: Node): boolean {
  return 'comments' in node;
}

/**
 * Items with commas between them, on one line or else one a line.
 * @param node what the brackets belong to
 * @param brackets `()`, `[]` or `{}`
 * @param semicolonAfter how many items stand before a semicolon, where one takes the place of a comma
 */
export function enclosed(
  node: Node,
  brackets: string,
  docs: readonly Doc[],
  options: ParserOptions,
  semicolonAfter = 0,
): Doc {
  const [open = '', close = ''] = brackets;
  if (docs.length === 0) {
    const alone = loneComments(node, options);
    return alone === undefined ? brackets : [open, indent([hardline, ...alone]), hardline, close];
  }
  const gap = brackets === '{}' ? line : softline;
  const items = docs.map((part, i) => (i === 0 ? part : [i === semicolonAfter ? ';' : ',', line, part]));
  return group([open, indent([gap, ...items]), ifBreak(','), gap, close]);
}

/** A list's items; numbers fill the lines. */
export function listOf(node: List, docs: readonly Doc[], options: ParserOptions): Doc {
  const isNumbers = node.items.every((item) => item.kind === 'number' && !hasComments(item));
  if (!isNumbers || docs.length === 0) {
    return enclosed(node, '[]', docs, options);
  }
  const parts = docs.flatMap((part, i) => (i < docs.length - 1 ? [[part, ','], line] : [part]));
  return group(['[', indent([softline, fill(parts)]), ifBreak(','), softline, ']']);
}

/** Arguments that need no line of their own when they are the only one. */
const compact: ReadonlySet<Expression['kind']> = new Set<Expression['kind']>([
  'list',
  'call',
  'identifier',
  'number',
  'kernel',
  'boolean',
  'string',
]);

/** The arguments of a call or annotation; a short one or a list that is the only one keeps to the parentheses. */
export function argumentsOf(node: Call | Annotation, docs: readonly Doc[], options: ParserOptions): Doc {
  const [only, second] = node.arguments;
  const hugs = only !== undefined && second === undefined && compact.has(only.value.kind) && !hasComments(only);
  return hugs ? ['(', ...docs, ')'] : enclosed(node, '()', docs, options);
}
