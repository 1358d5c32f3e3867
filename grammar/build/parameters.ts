import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import type { Expression, FunctionDeclaration, ParameterDeclaration } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
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

/** The variables and the parameters of a function, which a semicolon separates. */
export function functionParameters(
  context: Context,
  node: CstNode | undefined,
  kind: FunctionDeclaration['kind'],
  offset: number,
): Pick<FunctionDeclaration, 'variables' | 'parameters'> {
  const items = node === undefined ? [] : nodesOf(node, 'parameter');
  const all = items.map((item) => parameter(context, item));
  const [first, ...others] = all;
  if (node === undefined || first === undefined) {
    const place = node === undefined ? offset : nodeSpan(node).end;
    if (node !== undefined && !node.recoveredNode) {
      const [article, variable] = forms[kind];
      context.problems.add(nodeSpan(node), `${article} function has a variable.`, `Write \`(${variable})\`.`);
    }
    return { variables: [missingParameter(place)], parameters: [] };
  }
  const [semicolon] = tokensOf(node, 'Semicolon');
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Parameters',
    semicolon,
  );
  const border = semicolon?.startOffset ?? Number.POSITIVE_INFINITY;
  const variables = others.filter(({ span }) => span.start < border);
  if (!node.recoveredNode) {
    checkVariables(context, kind, variables);
  }
  return {
    variables: [first, ...variables],
    parameters: others.filter(({ span }) => span.start > border),
  };
}

/** An angle function has one variable, and none has a value of its own: what has is a parameter. */
function checkVariables(
  context: Context,
  kind: FunctionDeclaration['kind'],
  others: readonly ParameterDeclaration[],
): void {
  const parameter = others.find(({ default: value, role }) => value !== undefined || role !== undefined);
  const first = kind === 'angle' ? others[0] : parameter;
  if (first !== undefined) {
    context.problems.add(
      first.span,
      `The ${kind === 'angle' ? 'variable' : 'variables'} and the parameters of ${forms[kind][0].toLowerCase()} function are separated by a semicolon.`,
      `Write \`;\` before ${quote(first.name.name)}.`,
    );
  }
}

/** How each kind of function is spoken of, and its first variable. */
const forms: Readonly<Record<FunctionDeclaration['kind'], readonly [string, string]>> = {
  angle: ['An angle', 'theta: rad'],
  magnitude: ['A magnitude', 'x: real'],
  margin: ['A margin', 'theta: rad'],
};

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
  const type = second === undefined ? missing(name.span.end) : identifier(second);
  const role = nodeOf(node, 'role');
  const word = role && tokenOf(role, 'Learn', 'State');
  return {
    kind: 'parameter',
    ...(word && { role: word.image as 'learn' | 'state' }),
    name,
    type,
    ...defaultOf(context, node, `${name.name}: ${type.name || 'type'} = value`),
    ...clausesOf(context, node),
    span,
  };
}

function defaultOf(context: Context, node: CstNode, form: string): { default?: Expression } {
  const equals = tokenOf(node, 'Assign', 'Equal');
  if (equals === undefined) {
    return {};
  }
  checkEquals(context, node, form, 'Equal');
  return { default: expressionIn(context, node, tokenSpan(equals).end) };
}

/** `per filter`, `min 0.05rad`, `then …`, in whatever order they were written. */
function clausesOf(context: Context, node: CstNode): Pick<ParameterDeclaration, 'per' | 'minimum' | 'update'> {
  let clauses: Pick<ParameterDeclaration, 'per' | 'minimum' | 'update'> = {};
  for (const clause of nodesOf(node, 'clause')) {
    const { end } = nodeSpan(clause);
    const name = tokenOf(clause, 'AnyWord');
    if (tokenOf(clause, 'Per') !== undefined) {
      clauses = { ...clauses, per: name === undefined ? missing(end) : identifier(name) };
    } else if (tokenOf(clause, 'Min') !== undefined) {
      clauses = { ...clauses, minimum: expressionIn(context, clause, end) };
    } else {
      clauses = { ...clauses, update: expressionIn(context, clause, end) };
    }
  }
  return clauses;
}
