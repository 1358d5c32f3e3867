import type { CstNode } from 'chevrotain';
import { isReserved, quote } from '../describe.js';
import { removing, replacing } from '../problems.js';
import { valuedAnnotations } from '../repair/annotations.js';
import type { Annotation, Edit, EditTarget, Expression, FieldEdit, ReplaceEdit, SetEdit, Span } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { accessed, callOf, expressionIn, listOf } from './expressions.js';
import { expectColon } from './names.js';
import type { Item } from './places.js';
import { annotationsIn } from './statements.js';

/** The edit that an item is; undefined when it is something else. */
export function edit(context: Context, { kind, node }: Item): Edit | undefined {
  switch (kind) {
    case 'fieldEdit':
      return fieldEdit(context, node);
    case 'setEdit':
      return setEdit(context, node);
    case 'replaceEdit':
      return replaceEdit(context, node);
    default:
      return undefined;
  }
}

/** `steps: 900`, `model.width: 16`, `classifier@scale: 30` */
function fieldEdit(context: Context, node: CstNode): FieldEdit | undefined {
  const span = nodeSpan(node);
  const target = editTarget(context, node);
  if (rejectStatement(context, node)) {
    return { kind: 'field-edit', target, value: missing(span.end), span };
  }
  const value = expressionIn(context, node, span.end);
  if (nodeOf(node, 'expression') === undefined && !node.recoveredNode) {
    const written = context.text.slice(target.span.start, target.span.end);
    const name = quote(written);
    if (target.path.kind === 'call' && target.annotation === undefined && nodeOf(node, 'colon') === undefined) {
      context.problems.add(span, `Nothing says which field ${name} is for.`, `Write ${quote(`field: ${written}`)}.`);
      return undefined;
    }
    context.problems.add(
      span,
      `Nothing stands behind ${name}.`,
      nodeOf(node, 'colon') === undefined
        ? `Write ${quote(`${written}: value`)}, or take the line out.`
        : 'Write its value behind the colon, or take the line out.',
    );
    return { kind: 'field-edit', target, value, span };
  }
  const vary = tokenOf(node, 'Vary');
  if (vary !== undefined) {
    const { start, end } = target.span;
    const written = `vary ${context.text.slice(start, end)}: ${context.text.slice(value.span.start, value.span.end)}`;
    context.problems.add(tokenSpan(vary), '`vary` stands before what varies.', `Write ${quote(written)}.`);
  } else {
    checkMissingColon(context, node, target, value);
  }
  return { kind: 'field-edit', target, value, span };
}

/** Complains about the statement of a model, such as `let x = 3`, where a field should be. */
function rejectStatement(context: Context, node: CstNode): boolean {
  const target = nodeOf(node, 'target');
  const word = target && tokenOf(target, 'AnyWord');
  const isStatement = word !== undefined && isReserved(word) && nodeOf(node, 'colon') === undefined;
  if (isStatement) {
    const hint = 'Write what is meant where it is used: only models and blocks have statements.';
    context.problems.add(tokenSpan(word), `No ${quote(word.image)} stands here.`, hint);
  }
  return isStatement;
}

/** Complains about the missing or mistaken colon between what varies and its values. */
export function checkColon(context: Context, node: CstNode, target: EditTarget, value: Expression): void {
  const hint = checkMissingColon(context, node, target, value);
  expectColon(context, node, hint);
}

/** Complains about a missing colon behind a target, or a word in its place. @returns how both are written */
function checkMissingColon(context: Context, node: CstNode, target: EditTarget, value: Expression): string {
  const text = ({ start, end }: Span) => context.text.slice(start, end);
  const name = text(target.span);
  const hint = `Write ${quote(`${name}: ${text(value.span) || 'value'}`)}.`;
  const preposition = tokenOf(node, 'AnyWord');
  if (preposition !== undefined) {
    const span = tokenSpan(preposition);
    const fix = { fix: [{ span: { start: target.span.end, end: span.end }, text: ':' }] };
    context.problems.add(span, `Expected \`:\`, but found ${quote(preposition.image)}.`, hint, fix);
  } else if (nodeOf(node, 'colon') === undefined && !node.recoveredNode) {
    const { start, end } = target.span;
    if (target.annotation !== undefined && context.text[end] === '(') {
      const meant = `Write ${quote(`set ${text(nodeSpan(node))}`)}.`;
      const fix = { ...replacing({ start, end: start }, 'set '), misread: true } as const;
      context.problems.add(target.span, `\`set\` is missing before ${quote(name)}.`, meant, fix);
      return hint;
    }
    const fix = { ...replacing({ start: end, end }, ':'), misread: true } as const;
    context.problems.add(target.span, `A colon is missing after ${quote(name)}.`, hint, fix);
  }
  return hint;
}

/** What an edit or `vary` changes. */
export function editTarget(context: Context, parent: CstNode): EditTarget {
  const node = nodeOf(parent, 'target') ?? nodeOf(parent, 'listTarget');
  if (node === undefined) {
    const path = missing(nodeSpan(parent).end);
    return { kind: 'target', path, span: path.span };
  }
  const end = nodeOf(node, 'targetEnd');
  const [annotation, argument] = end === undefined ? [] : tokensOf(end, 'AnyWord');
  const object = targetStart(context, node);
  return {
    kind: 'target',
    path: end === undefined ? object : accessed(context, object, object.span.start, nodesOf(end, 'access')),
    ...(annotation && { annotation: identifier(annotation) }),
    ...(argument && { argument: identifier(argument) }),
    span: nodeSpan(node),
  };
}

function targetStart(context: Context, node: CstNode): Expression {
  const list = nodeOf(node, 'list');
  if (list !== undefined) {
    return listOf(context, list);
  }
  const name = tokenOf(node, 'AnyWord');
  if (name === undefined) {
    return missing(nodeSpan(node).start);
  }
  const call = nodeOf(node, 'callArguments');
  return call === undefined ? identifier(name) : callOf(context, name, call);
}

/** `set angconv @angle(cos)` */
function setEdit(context: Context, node: CstNode): SetEdit {
  const span = nodeSpan(node);
  const selector = expressionIn(context, node, span.end);
  const annotations = annotationsIn(context, node);
  if (!node.recoveredNode) {
    checkSet(context, node, nodeOf(node, 'expression') && selector, annotations);
  }
  return { kind: 'set', selector, annotations, span };
}

function checkSet(
  context: Context,
  node: CstNode,
  selector: Expression | undefined,
  annotations: readonly Annotation[],
): void {
  const text = ({ start, end }: Span) => context.text.slice(start, end);
  const which = selector === undefined ? 'name' : text(selector.span);
  const value = nodeOf(node, 'annotationValue');
  const bare = nodeOf(node, 'bareAnnotation');
  const colon = nodeOf(node, 'colon');
  const last = annotations.at(-1);
  const plain = nodeOf(node, 'setValue');
  if (plain !== undefined) {
    const [message, hint] = plainValueHelp(which, text(nodeSpan(plain)), last, selector);
    context.problems.add(nodeSpan(node), message, hint);
  } else if (value !== undefined && last !== undefined) {
    const written = text(expressionIn(context, value, nodeSpan(value).end).span);
    const hint = `Write ${quote(`set ${which} @${last.name.name}(${written})`)}.`;
    context.problems.add(nodeSpan(value), "An annotation's value stands in parentheses.", hint);
  } else if (bare !== undefined) {
    const span = nodeSpan(bare);
    const hint = `Write ${quote(`@${text(span)}`)}.`;
    context.problems.add(
      span,
      'An annotation begins with `@`.',
      hint,
      replacing({ start: span.start, end: span.start }, '@'),
    );
  } else if (selector === undefined) {
    const hint = `Write ${quote(`set model ${annotations.map(({ span }) => text(span)).join(' ')}`)}, or another selector.`;
    context.problems.add(nodeSpan(node), 'Nothing says in which layers this is set.', hint);
  } else if (annotations.length === 0) {
    const hint = `Write ${quote(`set ${which} @angle(cos)`)}, or another annotation.`;
    context.problems.add(nodeSpan(node), `Nothing says what is set in ${quote(which)}.`, hint);
  } else if (colon !== undefined) {
    const span = nodeSpan(colon);
    context.problems.add(span, `No ${quote(text(span))} stands before an annotation.`, 'Remove it.', removing(span));
  }
}

/** What is said of a value that doesn't stand in the parentheses of an annotation. */
function plainValueHelp(
  which: string,
  value: string,
  annotation: Annotation | undefined,
  selector: Expression | undefined,
): readonly [message: string, hint: string] {
  if (annotation !== undefined) {
    const meant = `set ${which} @${annotation.name.name}(${value})`;
    return ["An annotation's value stands in parentheses.", `Write ${quote(meant)}.`];
  }
  const message = 'What `set` sets are annotations.';
  if (selector?.kind === 'member' && valuedAnnotations.has(selector.property.name)) {
    const layer = which.slice(0, which.lastIndexOf('.'));
    return [message, `Write ${quote(`set ${layer} @${selector.property.name}(${value})`)}.`];
  }
  return [
    message,
    `Write ${quote(`${which}: ${value}`)} for a field or an argument, \`set name @scale(30)\` for an annotation.`,
  ];
}

/** `replace angconv with conv(bias: true)` */
function replaceEdit(context: Context, node: CstNode): ReplaceEdit {
  const span = nodeSpan(node);
  const name = tokenOf(node, 'Name');
  const nothing = missing(span.end);
  const selector = expressionIn(context, node, span.end);
  checkWith(context, node, selector);
  rejectAnnotations(context, node, name?.image);
  return {
    kind: 'replace',
    selector,
    call:
      name === undefined
        ? { kind: 'call', callee: nothing, arguments: [], span: nothing.span }
        : callOf(context, name, nodeOf(node, 'callArguments')),
    span,
  };
}

/** Complains about `replace angfc with fc(10) @scale(1)`. */
function rejectAnnotations(context: Context, node: CstNode, name: string | undefined): void {
  const annotations = nodesOf(node, 'annotation').map(nodeSpan);
  const [first] = annotations;
  if (first === undefined || name === undefined) return;
  const span = { start: first.start, end: annotations.at(-1)!.end };
  const written = annotations.map(({ start, end }) => context.text.slice(start, end)).join(' ');
  const hint = `Write ${quote(`set ${name} ${written}`)} behind it.`;
  context.problems.add(span, 'What replaces others is annotated by a `set` of its own.', hint);
}

/** Complains when another word or sign stands for `with`. */
function checkWith(context: Context, node: CstNode, selector: Expression): void {
  const further = nodesOf(node, 'furtherSelector').at(-1);
  if (further !== undefined) {
    const span = { start: selector.span.start, end: nodeSpan(further).end };
    const list = `[${context.text.slice(span.start, span.end)}]`;
    context.problems.add(span, 'Several selectors are a list.', `Write ${quote(list)}.`, replacing(span, list));
    return;
  }
  const wrong = nodeOf(node, 'mistakenWith');
  const name = tokenOf(node, 'Name');
  if (wrong !== undefined) {
    const span = nodeSpan(wrong);
    const found = quote(context.text.slice(span.start, span.end));
    const selected = context.text.slice(selector.span.start, selector.span.end);
    const hint = `Write ${quote(`replace ${selected} with ${name?.image ?? 'other'}`)}.`;
    const before = /\s/.test(context.text[span.start - 1] ?? ' ') ? '' : ' ';
    context.problems.add(span, `Expected \`with\`, but found ${found}.`, hint, replacing(span, `${before}with`));
  } else if (selector.kind === 'identifier' && selector.name === 'with') {
    context.problems.add(selector.span, 'Nothing says what is replaced.', 'Write `replace kind with other`.');
  } else if (tokenOf(node, 'With') === undefined && name !== undefined && !node.recoveredNode) {
    const { start } = tokenSpan(name);
    const hint = `Write ${quote(`with ${name.image}`)}.`;
    const message = `\`with\` is missing before ${quote(name.image)}.`;
    context.problems.add(tokenSpan(name), message, hint, replacing({ start, end: start }, 'with '));
  }
}
