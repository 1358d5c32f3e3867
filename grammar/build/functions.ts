import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing } from '../problems.js';
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
    lets: [...letsOf(context, nodeOf(node, 'bindings')), ...lateLetsOf(context, node)],
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

/** `c = cos(theta)` without its `let` */
function bareBinding(context: Context, node: CstNode): LetStatement {
  const span = nodeSpan(node);
  const token = tokenOf(node, 'AnyWord');
  const name = token === undefined ? missing(span.start) : identifier(token);
  const hint = `Write ${quote(`let ${context.text.slice(span.start, span.end)}`)}.`;
  const fix = replacing({ start: span.start, end: span.start }, 'let ');
  context.problems.add(name.span, `\`let\` is missing before ${quote(name.name)}.`, hint, fix);
  return { kind: 'let', name, value: expressionIn(context, node, span.end), span };
}

/** The expression of a function, however it was introduced. */
function definitionOf(context: Context, node: CstNode, form: string): Expression {
  const { end } = nodeSpan(node);
  const definition = nodeOf(node, 'definition');
  const braces = nodeOf(definition ?? node, 'bracedFunction');
  if (braces !== undefined) {
    const open = tokenSpan(tokenOf(braces, 'LeftBrace')!);
    const message = 'A function is an expression behind `=`: it has no braces and no `return`.';
    context.problems.add(open, message, `Write \`${form}\`.`);
    return expressionIn(context, braces, nodeSpan(braces).end);
  }
  if (definition === undefined) {
    const value = expressionIn(context, node, end);
    const isThere = nodeOf(node, 'expression') !== undefined;
    if (!isThere && !node.recoveredNode) {
      context.problems.add(nodeSpan(node), 'This function has no expression.', `Write \`${form}\`.`);
    } else if (isThere && !node.recoveredNode) {
      const { start } = value.span;
      const message = `\`=\` is missing before ${quote(context.text.slice(start, value.span.end))}.`;
      context.problems.add(value.span, message, `Write \`${form}\`.`, replacing({ start, end: start }, '= '));
    }
    return value;
  }
  checkDefinition(context, definition, form);
  return expressionIn(context, definition, end);
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
