import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing, type TextEdit } from '../problems.js';
import type { Expression, FunctionDeclaration, LetStatement, Span } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokenSpan, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { checkEquals } from './equals.js';
import { expressionIn } from './expressions.js';
import { functionParameters } from './parameters.js';
import { rejectSeparators } from './separators.js';
import { letStatement } from './statements.js';

const forms: Readonly<Record<FunctionDeclaration['kind'], { readonly owner: string; readonly form: string }>> = {
  angle: { owner: 'an angle function', form: 'angle name(theta: rad) = expression' },
  magnitude: { owner: 'a magnitude function', form: 'magnitude name(x: real) = expression' },
  margin: { owner: 'a margin', form: 'margin name(theta: rad) = expression' },
};

/** `angle log(theta: rad; m: rad = 0rad) = …`, and likewise a magnitude or a margin. */
export function functionDeclaration(context: Context, node: CstNode): FunctionDeclaration {
  const span = nodeSpan(node);
  const kind = tokenOf(node, 'Angle', 'Magnitude', 'Margin')!.image as FunctionDeclaration['kind'];
  const { owner, form } = forms[kind];
  rejectResultType(context, node);
  const name = declaredName(context, node, owner);
  return {
    kind,
    name,
    ...functionParameters(context, nodeOf(node, 'parameters'), kind, name.span.end),
    lets: [...letsOf(context, nodeOf(node, 'bindings')), ...lateLetsOf(context, node), ...innerLetsOf(context, node)],
    expression: definitionOf(context, node, form),
    span,
  };
}

function rejectResultType(context: Context, node: CstNode): void {
  const type = nodeOf(node, 'resultType');
  if (type !== undefined) {
    const span = nodeSpan(type);
    const message = 'The type of what a function gives follows from its expression and is not written.';
    context.problems.add(span, message, `Remove ${quote(context.text.slice(span.start, span.end))}.`, removing(span));
  }
}

function letsOf(context: Context, node: CstNode | undefined): LetStatement[] {
  if (node === undefined) {
    return [];
  }
  rejectSeparators(context, nodesOf(node, 'separator'), 'The `let`s of a function');
  for (const bare of nodesOf(node, 'bareBinding')) rejectBareBinding(context, bare);
  return bindingsOf(context, node);
}

/** The values that are named before an expression, with or without their `let`. */
function bindingsOf(context: Context, node: CstNode): LetStatement[] {
  const lets = nodesOf(node, 'letStatement').map((part) => letStatement(context, part, nodeSpan(part)));
  const bare = nodesOf(node, 'bareBinding').map((part) => bareBinding(context, part));
  return [...lets, ...bare].sort((a, b) => a.span.start - b.span.start);
}

/** The `let`s behind the `=`, which are a problem and mean something all the same. */
function lateLetsOf(context: Context, node: CstNode): LetStatement[] {
  const definition = nodeOf(node, 'definition');
  return definition === undefined
    ? []
    : nodesOf(definition, 'letStatement').map((part) => letStatement(context, part, nodeSpan(part)));
}

/** The `let`s inside of braces that a function doesn't have: what else is wrong with them is said with the braces. */
function innerLetsOf(context: Context, node: CstNode): LetStatement[] {
  const braces = bracesOf(node);
  const bindings = braces && nodeOf(braces, 'bindings');
  return bindings === undefined ? [] : bindingsOf(context, bindings);
}

function bracesOf(node: CstNode): CstNode | undefined {
  return nodeOf(nodeOf(node, 'definition') ?? node, 'bracedFunction');
}

/** `c = cos(theta)` without its `let` */
function bareBinding(context: Context, node: CstNode): LetStatement {
  const span = nodeSpan(node);
  const token = tokenOf(node, 'AnyWord');
  const name = token === undefined ? missing(span.start) : identifier(token);
  return { kind: 'let', name, value: expressionIn(context, node, span.end), span };
}

function rejectBareBinding(context: Context, node: CstNode): void {
  const span = nodeSpan(node);
  const token = tokenOf(node, 'AnyWord');
  if (token === undefined) return;
  const hint = `Write ${quote(`let ${context.text.slice(span.start, span.end)}`)}.`;
  const fix = replacing({ start: span.start, end: span.start }, 'let ');
  context.problems.add(tokenSpan(token), `\`let\` is missing before ${quote(token.image)}.`, hint, fix);
}

/** The expression of a function, however it was introduced. */
function definitionOf(context: Context, node: CstNode, form: string): Expression {
  const { end } = nodeSpan(node);
  const textOf = ({ span }: Expression) => context.text.slice(span.start, span.end);
  const definition = nodeOf(node, 'definition');
  const braces = bracesOf(node);
  if (braces !== undefined) {
    const open = tokenSpan(tokenOf(braces, 'LeftBrace')!);
    const message = 'A function is an expression behind `=`: it has no braces and no `return`.';
    const value = expressionIn(context, braces, nodeSpan(braces).end);
    const more = unbraced(context, node, braces, value);
    const lets = more.fix
      ? innerLetsOf(context, node).map(({ name, value }) => `let ${name.name} = ${textOf(value)} `)
      : [];
    const written = more.fix ? quote(`${lets.join('')}= ${textOf(value)}`) : `\`${form}\``;
    context.problems.add(open, message, `Write ${written}.`, more);
    return value;
  }
  if (definition === undefined) {
    const value = expressionIn(context, node, end);
    const isThere = nodeOf(node, 'expression') !== undefined;
    if (!isThere && !node.recoveredNode) {
      context.problems.add(nodeSpan(node), 'This function has no expression.', `Write \`${form}\`.`);
    } else if (isThere && !node.recoveredNode) {
      const { start } = value.span;
      const written = textOf(value);
      const word = tokenOf(node, 'Word');
      const hint = `Write ${quote(`= ${written}`)}.`;
      if (word !== undefined) {
        const message = 'A function has no `return`: its expression stands behind `=`.';
        context.problems.add(tokenSpan(word), message, hint, replacing(tokenSpan(word), '='));
      } else {
        const message = `\`=\` is missing before ${quote(written)}.`;
        context.problems.add(value.span, message, hint, replacing({ start, end: start }, '= '));
      }
    }
    return value;
  }
  checkDefinition(context, definition, form);
  return expressionIn(context, definition, end);
}

/**
 * The fix that takes the braces, the `return` and the separators out, and puts `let` before each value that is named and
 * `=` before the expression.
 */
function unbraced(
  context: Context,
  node: CstNode,
  braces: CstNode,
  { span: { start } }: Expression,
): { fix?: readonly TextEdit[] } {
  const [open, close] = [tokenOf(braces, 'LeftBrace'), tokenOf(braces, 'RightBrace')];
  const bindings = nodeOf(braces, 'bindings');
  if (!open || !close || nodeOf(braces, 'expression') === undefined || braces.recoveredNode) return {};
  const definition = nodeOf(node, 'definition');
  const sign = definition && tokenOf(definition, 'Assign', 'Equal', 'Colon');
  const word = tokenOf(braces, 'Word');
  const equals = tokenOf(braces, 'Assign') ?? word;
  const named = (rule: string) => (bindings === undefined ? [] : nodesOf(bindings, rule));
  const separators = [...named('separator'), ...nodesOf(braces, 'separator')];
  const bare = named('bareBinding').map((each) => nodeSpan(each).start);
  const before = context.text.slice(0, close.startOffset).trimEnd().length;
  const head = { start: sign?.startOffset ?? open.startOffset, end: tokenSpan(open).end };
  const hasBindings = bare.length > 0 || named('letStatement').length > 0;
  const edits: readonly TextEdit[] = [
    hasBindings ? { span: blanksAround(context.text, head), text: '' } : { span: head, text: '=' },
    { span: { start: equals?.startOffset ?? start, end: start }, text: hasBindings ? '= ' : '' },
    ...bare.map((place) => ({ span: { start: place, end: place }, text: 'let ' })),
    ...separators.map((each) => ({ span: nodeSpan(each), text: '' })),
    { span: { start: before, end: tokenSpan(close).end }, text: '' },
  ];
  return { fix: [...edits].sort((a, b) => a.span.start - b.span.start) };
}

/** A span with the blanks before it where it ends its line, else with those behind it. */
function blanksAround(text: string, { start, end }: Span): Span {
  const [behind = ''] = /^[ \t]*/.exec(text.slice(end)) ?? [];
  const endsLine = /^\r?\n/.test(text.slice(end + behind.length));
  return endsLine ? { start: text.slice(0, start).trimEnd().length, end } : { start, end: end + behind.length };
}

function checkDefinition(context: Context, node: CstNode, form: string): void {
  const [late] = nodesOf(node, 'letStatement');
  const word = tokenOf(node, 'Word');
  checkEquals(context, node, form, 'Equal', 'Colon');
  if (late !== undefined) {
    const span: Span = nodeSpan(late);
    context.problems.add(span, 'The `let`s of a function stand before its `=`.', 'Move the `=` behind the last `let`.');
  } else if (word !== undefined) {
    const span = tokenSpan(word);
    context.problems.add(span, 'A function has no `return`.', 'Remove it.', removing(span));
  }
}
