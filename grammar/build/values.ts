/** The values of `vary` and `expect`, which are lists or single values. */
import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import type { Expression, List, Span } from '../syntax.js';
import { nodeOf, nodesOf, nodeSpan, type Context } from './cst.js';
import { expressionIn, expressionsIn } from './expressions.js';

/** A value; several with commas between them should be a list, which `message` says, and become one. */
export function valuesIn(context: Context, node: CstNode, message: string): Expression {
  const further = nodeOf(node, 'furtherValues');
  const first = expressionIn(context, node, nodeSpan(node).end);
  if (further === undefined) {
    return first;
  }
  const items = [first, ...expressionsIn(context, further)];
  return rejectUnlisted(context, items, { start: first.span.start, end: nodeSpan(further).end }, message);
}

const listMessage = 'The values of `vary` are a list.';

/** The values of `vary`, which are always a list. */
export function listedValues(context: Context, node: CstNode): List {
  const braced = nodeOf(node, 'bracedValues');
  if (braced !== undefined) {
    return rejectUnlisted(context, expressionsIn(context, braced), nodeSpan(braced), listMessage);
  }
  const value = valuesIn(context, node, listMessage);
  const isMissing = value.kind === 'identifier' && value.name === '';
  // Several values were reported and became a list.
  if (value.kind === 'list' || isMissing) {
    return value.kind === 'list' ? value : { kind: 'list', items: [value], span: value.span };
  }
  return rejectUnlisted(context, [value], nodesOf(node, 'expression').map(nodeSpan)[0] ?? value.span, listMessage);
}

/** Functions of other languages that count. */
const counting: ReadonlySet<string> = new Set(['range', 'arange', 'linspace', 'logspace']);

function rejectUnlisted(context: Context, items: readonly Expression[], span: Span, message: string): List {
  const [only] = items;
  if (items.length === 1 && only?.kind === 'call' && counting.has(only.callee.name)) {
    context.problems.add(span, message, 'Write its values out: `[4, 8, 16]`.');
    return { kind: 'list', items: [], span: { start: span.start, end: span.start } };
  }
  const written = `[${items.map((item) => context.text.slice(item.span.start, item.span.end)).join(', ')}]`;
  context.problems.add(span, message, `Write ${quote(written)}.`, replacing(span, written));
  return { kind: 'list', items, span };
}
