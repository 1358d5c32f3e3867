/** What stands between braces, and comments that stand alone there. */
import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type { Comment, Node } from '../syntax.js';
import { openMark } from './comments.js';
import { isBlankAfter } from './source.js';

const { breakParent, hardline, ifBreak, indent, line, lineSuffix } = builders;

/** Prints the child at a path. */
export type Print = (path: AstPath) => Doc;

interface AttachedComment extends Comment {
  readonly leading: boolean;
  readonly trailing: boolean;
  readonly marker?: string;
  printed: boolean;
}

/** The comments inside of a node that have nothing there to keep to. */
function innerComments(node: Node, marker: string | undefined): AttachedComment[] {
  const { comments = [] } = node as { comments?: AttachedComment[] };
  const inner = comments.filter((comment) => !comment.leading && !comment.trailing && comment.marker === marker);
  for (const comment of inner) {
    comment.printed = true;
  }
  return inner;
}

/** Lines below each other, with an empty line where the text has one or more. */
export function stack(
  nodes: readonly Node[],
  docs: readonly Doc[],
  options: ParserOptions,
  between: Doc = hardline,
): Doc[] {
  return docs.flatMap((part, i) => {
    const previous = nodes[i - 1];
    return previous === undefined ? [part] : [between, isBlankAfter(previous, options) ? hardline : '', part];
  });
}

/** The comments alone between the brackets of a node, on lines of their own; undefined when there are none. */
export function loneComments(node: Node, options: ParserOptions): Doc[] | undefined {
  const comments = innerComments(node, undefined);
  const lines = stack(
    comments,
    comments.map(({ text }) => text),
    options,
  );
  return comments.length === 0 ? undefined : [...lines, breakParent];
}

/**
 * Braces around statements, fields or branches.
 * @param lines whether each stands on a line of its own, whatever fits; else that is decided by the group around it,
 * and on one line two spaces separate them
 */
export function braces(
  node: Node,
  nodes: readonly Node[],
  docs: readonly Doc[],
  lines: boolean,
  options: ParserOptions,
): Doc {
  const open = innerComments(node, openMark).map(({ text }) => [lineSuffix([' ', text]), breakParent]);
  const alone = loneComments(node, options);
  if (nodes.length === 0 && alone === undefined) {
    return open.length === 0 ? '{}' : ['{', ...open, hardline, '}'];
  }
  const gap = lines ? hardline : line;
  const between = lines ? hardline : [ifBreak('', ' '), line];
  return ['{', ...open, indent([gap, ...(alone ?? stack(nodes, docs, options, between))]), gap, '}'];
}
