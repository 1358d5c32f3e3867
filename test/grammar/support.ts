import {
  children,
  lineTable,
  positionAt,
  visit,
  type Node,
  type SourceFile,
  type SyntaxProblem,
} from '../../grammar/index.js';

/** The tree without places and comments: what must not change when a file is formatted. */
export function withoutSpans(file: SourceFile): unknown {
  return JSON.parse(
    JSON.stringify(file, (key, value: unknown) =>
      key === 'span' || key === 'keyword' || key === 'comments' ? undefined : value,
    ),
  );
}

/** The texts of all comments, in the order of the alphabet. */
export function commentTexts(file: SourceFile): string[] {
  return file.comments.map(({ text }) => text).sort();
}

/** Nodes whose span leaves the text or their parent's span. */
export function misplacedNodes(text: string, file: SourceFile): string[] {
  const misplaced: string[] = [];
  const waiting: { node: Node; parent: Node }[] = [{ node: file, parent: file }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next;
    const { start, end } = node.span;
    if (!(start <= end && start >= parent.span.start && end <= parent.span.end && end <= text.length)) {
      misplaced.push(`${node.kind} ${start}-${end} in ${parent.kind} ${parent.span.start}-${parent.span.end}`);
    }
    waiting.push(...children(node).map((child) => ({ node: child, parent: node })));
  }
  return misplaced;
}

/** Nodes that begin before the end of the one that `children` names before them. */
export function disorderedNodes(file: SourceFile): string[] {
  const disordered: string[] = [];
  visit(file, (node) => {
    children(node).forEach((child, i, all) => {
      if (i > 0 && child.span.start < all[i - 1]!.span.end) {
        disordered.push(`${child.kind} ${child.span.start} in ${node.kind}`);
      }
    });
  });
  return disordered;
}

/** Problems as a person reads them, with the text that each is about. */
export function renderProblems(text: string, problems: readonly SyntaxProblem[]): string {
  const table = lineTable(text);
  const lines = problems.map(({ span, message, hint }) => {
    const { line, column } = positionAt(table, span.start);
    const about = text.slice(span.start, span.end).split('\n')[0];
    return `${line}:${column} «${about}» ${message}${hint === undefined ? '' : `\n    ${hint}`}`;
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** The tree as indented lines: kind, own properties. */
export function renderTree(node: Node, depth = 0): string {
  const own = Object.entries(node)
    .filter(([key, value]) => key !== 'kind' && key !== 'raw' && (typeof value !== 'object' || value === null))
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  const below = children(node).map((child) => renderTree(child, depth + 1));
  return `${'  '.repeat(depth)}${node.kind}${own.join('')}\n${below.join('')}`;
}
