import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import type { AngleDeclaration, ParameterDeclaration } from '../syntax.js';
import { identifier, missing, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { expressionIn } from './expressions.js';
import { ownName } from './names.js';
import { checkCommas } from './separators.js';
import { checkEquals } from './equals.js';

/** The parameters between the parentheses of a model or a block. */
export function parameters(context: Context, node: CstNode | undefined): ParameterDeclaration[] {
  if (node === undefined) {
    return [];
  }
  const items = nodesOf(node, 'parameter');
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Parameters',
  );
  return items.map((item) => parameter(context, item));
}

/** The variable and the parameters of an angle function, which a semicolon separates. */
export function angleParameters(
  context: Context,
  node: CstNode | undefined,
  offset: number,
): Pick<AngleDeclaration, 'variables' | 'parameters'> {
  const items = node === undefined ? [] : nodesOf(node, 'parameter');
  const [variable, ...rest] = items.map((item) => parameter(context, item));
  if (node === undefined || variable === undefined) {
    const place = node === undefined ? offset : nodeSpan(node).end;
    if (node !== undefined && !node.recoveredNode) {
      context.problems.add(nodeSpan(node), 'An angle function has a variable.', 'Write `(theta: rad)`.');
    }
    return { variables: [missingParameter(place)], parameters: [] };
  }
  checkAngleSeparators(context, node, items, rest);
  return { variables: [variable], parameters: rest };
}

function checkAngleSeparators(
  context: Context,
  node: CstNode,
  items: readonly CstNode[],
  rest: readonly ParameterDeclaration[],
): void {
  const [semicolon] = tokensOf(node, 'Semicolon');
  const first = rest[0];
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Parameters',
    semicolon,
  );
  if (
    first !== undefined &&
    !node.recoveredNode &&
    (semicolon === undefined || semicolon.startOffset > first.span.start)
  ) {
    context.problems.add(
      first.span,
      `The variable and the parameters of an angle function are separated by a semicolon.`,
      `Write \`;\` before ${quote(first.name.name)}.`,
    );
  }
}

function missingParameter(offset: number): ParameterDeclaration {
  const nothing = missing(offset);
  return { kind: 'parameter', name: nothing, type: nothing, span: nothing.span };
}

function parameter(context: Context, node: CstNode): ParameterDeclaration {
  const span = nodeSpan(node);
  const [first, second] = tokensOf(node, 'AnyWord');
  const name = first === undefined ? missing(span.start) : ownName(context, first, 'a parameter');
  if (second === undefined && !node.recoveredNode) {
    const hint = `Write ${quote(`${name.name}: int`)}; the types are int, real, bool, rad and others.`;
    context.problems.add(name.span, `The parameter ${quote(name.name)} has no type.`, hint);
  }
  if (second !== undefined && tokenOf(node, 'Colon') === undefined && !node.recoveredNode) {
    const hint = `Write ${quote(`${name.name}: ${second.image}`)}.`;
    context.problems.add(
      tokenSpan(second),
      `A colon is missing between ${quote(name.name)} and its type.`,
      hint,
      replacing({ start: name.span.end, end: name.span.end }, ':'),
    );
  }
  const base = {
    kind: 'parameter',
    name,
    type: second === undefined ? missing(name.span.end) : identifier(second),
    span,
  } as const;
  if (tokenOf(node, 'Assign', 'Equal') === undefined) {
    return base;
  }
  checkEquals(context, node, `${name.name}: ${base.type.name || 'type'} = value`, 'Equal');
  return { ...base, default: expressionIn(context, node, tokenSpan(tokenOf(node, 'Assign', 'Equal')!).end) };
}
