/** The branches of joins, also those whose braces someone forgot. */
import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import type { TextEdit } from '../problems.js';
import type { Body, Branch, Identifier, Span, Statement } from '../syntax.js';
import { nodeOf, nodeSpan, type Context } from './cst.js';

/** How the statements of a branch are read. */
export interface BranchReader {
  readonly body: (braces: CstNode, offset: number) => Body;
  readonly statement: (node: CstNode) => Statement | undefined;
  /** The label of a branch; what can't stand on one is reported. */
  readonly label: (node: CstNode) => Identifier | undefined;
}

/** A statement where a branch should be. */
interface Bare {
  readonly span: Span;
  /** The statement without its label. */
  readonly content: Span;
  readonly isLabelled: boolean;
}

export function branchesOf(
  context: Context,
  nodes: readonly CstNode[],
  operation: string,
  reader: BranchReader,
): Branch[] {
  const bare: Bare[] = [];
  const branches = nodes.map((node) => {
    const content = nodeOf(node, 'statement');
    const span = nodeSpan(node);
    const braces = content && nodeOf(content, 'body');
    if (content !== undefined && braces !== undefined) {
      const label = reader.label(content);
      return { kind: 'branch' as const, ...(label && { label }), body: reader.body(braces, span.end), span };
    }
    return bareBranch(context, content, span, reader, bare);
  });
  rejectBare(context, bare, operation);
  return branches;
}

/** Someone forgot a branch's braces: the statement becomes the only one of its body. */
function bareBranch(
  context: Context,
  content: CstNode | undefined,
  span: Span,
  reader: BranchReader,
  bare: Bare[],
): Branch {
  const only = content && !content.recoveredNode ? reader.statement(content) : undefined;
  if (only !== undefined) {
    const text = context.text.slice(only.label?.span.end ?? span.start, span.end).replace(/^\s*[:=]\s*/, '');
    const isLabelled = only.label !== undefined;
    bare.push({ span, content: { start: span.end - text.length, end: span.end }, isLabelled });
  }
  return { kind: 'branch', body: { kind: 'body', statements: only === undefined ? [] : [only], span }, span };
}

/** One message for all of a join; which statements form a branch is clear where each has a label, or there is one. */
function rejectBare(context: Context, bare: readonly Bare[], operation: string): void {
  const [first] = bare;
  if (first === undefined) return;
  const isClear = bare.length === 1 || bare.every(({ isLabelled }) => isLabelled);
  const text = context.text.slice(first.content.start, first.content.end);
  const hint = isClear
    ? `Write ${quote(`{ ${text} }`)}.`
    : `Put braces around the layers of each branch: \`${operation} { { conv(16, 3x3)  bn }  { } }\`; an empty one is the identity.`;
  const fix = isClear ? { fix: bare.flatMap(({ content }) => embracing(content)) } : {};
  context.problems.add(first.span, 'A branch of a join stands in braces.', hint, fix);
}

/** The edits that put braces around what stands in a span. */
export function embracing({ start, end }: Span): readonly TextEdit[] {
  return [
    { span: { start, end: start }, text: '{ ' },
    { span: { start: end, end }, text: ' }' },
  ];
}
