import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import type { Edit, EditTarget, Expression, FieldEdit, List, ReplaceEdit, SetEdit } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, type Context } from './cst.js';
import { accessed, callOf, expressionIn, listOf } from './expressions.js';
import { expectColon } from './names.js';
import { annotationsIn } from './statements.js';

/** The edit that an item is; undefined when it is something else. */
export function edit(context: Context, item: CstNode): Edit | undefined {
  const field = nodeOf(item, 'fieldEdit');
  if (field !== undefined) {
    return fieldEdit(context, field);
  }
  const special = nodeOf(item, 'special');
  const set = special && nodeOf(special, 'setEdit');
  if (set !== undefined) {
    return setEdit(context, set);
  }
  const replace = special && nodeOf(special, 'replaceEdit');
  return replace && replaceEdit(context, replace);
}

/** `steps: 900`, `model.width: 16`, `classifier@scale: 30` */
function fieldEdit(context: Context, node: CstNode): FieldEdit {
  const span = nodeSpan(node);
  const target = editTarget(context, node);
  const value = expressionIn(context, node, span.end);
  checkColon(context, node, target, value);
  return { kind: 'field-edit', target, value, span };
}

/** Complains about the missing or mistaken colon between a target and what it becomes. */
export function checkColon(context: Context, node: CstNode, target: EditTarget, value: Expression): void {
  const text = ({ start, end }: { start: number; end: number }) => context.text.slice(start, end);
  const name = text(target.span);
  const hint = `Write ${quote(`${name}: ${text(value.span) || 'value'}`)}.`;
  if (nodeOf(node, 'colon') === undefined && !node.recoveredNode) {
    const { end } = target.span;
    context.problems.add(
      target.span,
      `A colon is missing after ${quote(name)}.`,
      hint,
      replacing({ start: end, end }, ':'),
    );
  }
  expectColon(context, node, hint);
}

/** What an edit or `vary` changes. */
export function editTarget(context: Context, parent: CstNode): EditTarget {
  const node = nodeOf(parent, 'target');
  if (node === undefined) {
    const path = missing(nodeSpan(parent).end);
    return { kind: 'target', path, span: path.span };
  }
  const span = nodeSpan(node);
  const at = tokenOf(node, 'At')?.startOffset ?? Number.POSITIVE_INFINITY;
  const names = tokensOf(node, 'AnyWord');
  const [annotation, argument] = names.filter((name) => name.startOffset > at);
  const object = targetStart(context, node, at);
  return {
    kind: 'target',
    path: accessed(context, object, object.span.start, nodesOf(node, 'access')),
    ...(annotation && { annotation: identifier(annotation) }),
    ...(argument && { argument: identifier(argument) }),
    span,
  };
}

function targetStart(context: Context, node: CstNode, at: number): Expression {
  const list = nodeOf(node, 'list');
  if (list !== undefined) {
    return listOf(context, list);
  }
  const name = tokensOf(node, 'AnyWord').find(({ startOffset }) => startOffset < at);
  if (name === undefined) {
    return missing(nodeSpan(node).start);
  }
  const call = nodeOf(node, 'callArguments');
  return call === undefined ? identifier(name) : callOf(context, name, call);
}

/** `set angconv @angle(cos)` */
function setEdit(context: Context, node: CstNode): SetEdit {
  const span = nodeSpan(node);
  return {
    kind: 'set',
    selector: expressionIn(context, node, span.end),
    annotations: annotationsIn(context, node),
    span,
  };
}

/** `replace angconv with conv(bias: true)` */
function replaceEdit(context: Context, node: CstNode): ReplaceEdit {
  const span = nodeSpan(node);
  const name = tokenOf(node, 'Name');
  const nothing = missing(span.end);
  return {
    kind: 'replace',
    selector: expressionIn(context, node, span.end),
    call:
      name === undefined
        ? { kind: 'call', callee: nothing, arguments: [], span: nothing.span }
        : callOf(context, name, nodeOf(node, 'callArguments')),
    span,
  };
}

/** The values of a `vary`. */
export function valuesOf(context: Context, node: CstNode): List {
  const value = expressionIn(context, node, nodeSpan(node).end);
  return value.kind === 'list' ? value : { kind: 'list', items: [value], span: value.span };
}
