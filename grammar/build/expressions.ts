import type { CstNode, IToken } from 'chevrotain';
import { quote } from '../describe.js';
import type { Argument, Call, Conditional, Expression, Span } from '../syntax.js';
import { identifier, isEmpty, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { kernelLiteral, numberLiteral, stringLiteral } from './literals.js';
import { expectColon } from './names.js';
import { combine, type Operand, type RowItem } from './operators.js';
import { checkCommas } from './separators.js';

/** The expression of a rule that should have one; `offset` is where it is missed if it hasn't. */
export function expressionIn(context: Context, node: CstNode, offset: number, rule = 'expression'): Expression {
  const found = nodeOf(node, rule);
  if (found === undefined || isEmpty(found)) {
    return missing(offset);
  }
  return rule === 'expression' ? expression(context, found) : operation(context, found).node;
}

function expression(context: Context, node: CstNode): Expression {
  const conditional = nodeOf(node, 'conditional');
  if (conditional !== undefined) {
    return conditionalExpression(context, conditional);
  }
  return expressionIn(context, node, nodeSpan(node).start, 'operation');
}

/** `if a then b else if c then d else e`, from the last `else` to the first `if`. */
function conditionalExpression(context: Context, node: CstNode): Expression {
  const { end } = nodeSpan(node);
  let alternative = expressionIn(context, node, end, 'operation');
  for (const arm of nodesOf(node, 'conditionalArm').reverse()) {
    const span = nodeSpan(arm, end);
    const [condition, consequent] = nodesOf(arm, 'operation').map((part) => operation(context, part).node);
    alternative = {
      kind: 'conditional',
      condition: condition ?? missing(span.end),
      consequent: consequent ?? missing(span.end),
      alternative,
      span: { start: span.start, end },
    } satisfies Conditional;
  }
  return alternative;
}

/** More operands and operators than anyone writes; what reads the tree later must not run out of stack on it. */
const longestRow = 1000;

function operation(context: Context, node: CstNode): Operand {
  const row: RowItem[] = [];
  const operators = tokensOf(node, 'Operator');
  const operands = nodesOf(node, 'operand');
  operands.forEach((part, i) => {
    const operator = operators[i - 1];
    const offset = operator === undefined ? nodeSpan(node).start : tokenSpan(operator).end;
    if (operator !== undefined) {
      row.push({ operator });
    }
    row.push(...tokensOf(part, 'Prefix').slice(0, longestRow).map((sign) => ({ sign })), operand(context, part, offset));
  });
  if (row.length > longestRow) {
    const span = nodeSpan(node);
    context.problems.add(span, 'The expression is too long.', 'Give parts of it names with `let`.');
    return { span, node: missing(span.start) };
  }
  return row.length === 0 ? { span: nodeSpan(node), node: missing(nodeSpan(node).start) } : combine(context, row);
}

/** One operand with its properties; if it is missing, it is missed at `offset`. */
function operand(context: Context, node: CstNode, offset: number): Operand {
  const { end } = nodeSpan(node, offset);
  let value = primary(context, node, end);
  const parenthesis = nodeOf(node, 'parenthesis');
  const start = parenthesis === undefined ? value.span.start : nodeSpan(parenthesis, value.span.start).start;
  const names = tokensOf(node, 'AnyWord');
  tokensOf(node, 'Dot').forEach((dot, i) => {
    const name = names[i];
    const property = name === undefined ? missing(tokenSpan(dot).end) : identifier(name);
    value = { kind: 'member', object: value, property, span: { start, end: property.span.end } };
  });
  return { node: value, span: { start, end } };
}

/** An operand without the signs before it and the properties behind it; one that is missing is missed at `offset`. */
function primary(context: Context, node: CstNode, offset: number): Expression {
  const name = tokenOf(node, 'Name');
  if (name !== undefined) {
    const call = nodeOf(node, 'callArguments');
    return call === undefined ? identifier(name) : callOf(context, name, call);
  }
  return literal(context, node) ?? bracketed(context, node, offset);
}

function literal(context: Context, node: CstNode): Expression | undefined {
  const token = tokenOf(node, 'Number', 'Kernel', 'String', 'True', 'False', 'In');
  if (token === undefined) {
    return undefined;
  }
  switch (token.tokenType.name) {
    case 'Number':
      return numberLiteral(context, token);
    case 'Kernel':
      return kernelLiteral(token);
    case 'String':
      return stringLiteral(context, token);
    case 'In':
      return identifier(token);
    default:
      return { kind: 'boolean', value: token.image === 'true', span: tokenSpan(token) };
  }
}

function bracketed(context: Context, node: CstNode, offset: number): Expression {
  const list = nodeOf(node, 'list');
  if (list !== undefined) {
    const items = nodesOf(list, 'expression').filter((item) => !isEmpty(item));
    checkCommas(context, list, items.map((item) => nodeSpan(item)), 'The items of a list');
    return { kind: 'list', items: items.map((item) => expression(context, item)), span: nodeSpan(list, offset) };
  }
  const parenthesis = nodeOf(node, 'parenthesis');
  return parenthesis === undefined ? missing(offset) : expressionIn(context, parenthesis, offset);
}

/** A call from the name before its arguments; without arguments it ends with the name. */
export function callOf(context: Context, name: IToken, args: CstNode | undefined): Call {
  const start = name.startOffset;
  const callee = identifier(name);
  if (args === undefined) {
    return { kind: 'call', callee, arguments: [], span: callee.span };
  }
  return {
    kind: 'call',
    callee,
    arguments: argumentsOf(context, callee.span, args),
    span: { start, end: nodeSpan(args, callee.span.end).end },
  };
}

/** The arguments of a call or annotation whose name stands at `name`. */
export function argumentsOf(context: Context, name: Span, node: CstNode): Argument[] {
  const open = tokenOf(node, 'LeftParen');
  if (open !== undefined && open.startOffset > name.end) {
    context.problems.add(
      tokenSpan(open),
      "A call's `(` stands right after its name.",
      `Write ${quote(`${context.text.slice(name.start, name.end)}(`)} without the space.`,
    );
  }
  const items = nodesOf(node, 'argument').filter((item) => !isEmpty(item));
  checkCommas(context, node, items.map((item) => nodeSpan(item)), 'Arguments');
  return items.map((item) => argument(context, item));
}

function argument(context: Context, node: CstNode): Argument {
  const span = nodeSpan(node);
  const value = expressionIn(context, node, span.end);
  const label = nodeOf(node, 'label');
  const name = label && tokenOf(label, 'AnyWord');
  if (label === undefined || name === undefined) {
    return { kind: 'argument', value, span };
  }
  const written = context.text.slice(value.span.start, value.span.end);
  expectColon(context, label, `Write ${quote(`${name.image}: ${written}`)}.`);
  return { kind: 'argument', name: identifier(name), value, span };
}
