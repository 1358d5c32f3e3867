import type { CstNode, IToken } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing } from '../problems.js';
import type { Argument, Call, Conditional, Expression, Identifier, List, Span } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { kernelLiteral, numberLiteral, stringLiteral } from './literals.js';
import { assignOf, colonFix } from './names.js';
import { combine, type Operand, type RowItem } from './operators.js';
import { checkCommas } from './separators.js';

/** The expression of a rule that should have one; `offset` is where it is missed if it hasn't. */
export function expressionIn(context: Context, node: CstNode, offset: number): Expression {
  return expression(context, nodeOf(node, 'expression'), offset);
}

/** Every expression among the children of a rule. */
export function expressionsIn(context: Context, node: CstNode): Expression[] {
  return nodesOf(node, 'expression').map((part) => expression(context, part, nodeSpan(part).end));
}

function expression(context: Context, node: CstNode | undefined, offset: number): Expression {
  const late = node && nodeOf(node, 'lateCondition');
  if (node !== undefined && late !== undefined) {
    return lateConditional(context, node, late);
  }
  const conditional = node && nodeOf(node, 'conditional');
  if (conditional !== undefined) {
    return conditionalExpression(context, conditional);
  }
  return operation(context, node && nodeOf(node, 'operation'), offset).node;
}

/** `20 if c else 30`, a choice as Python has it. */
function lateConditional(context: Context, node: CstNode, late: CstNode): Conditional {
  const span = nodeSpan(node);
  const { end } = nodeSpan(late);
  const condition = operation(context, nodeOf(late, 'operation'), end).node;
  const consequent = operation(context, nodeOf(node, 'operation'), nodeSpan(late).start).node;
  const alternative = expressionIn(context, late, end);
  if (!late.recoveredNode) {
    const text = (part: Span) => context.text.slice(part.start, part.end).trim();
    const [test, otherwise] = ['operation', 'expression'].map((rule) => text(nodeSpan(nodeOf(late, rule) ?? late)));
    const meant = `if ${test} then ${text({ ...span, end: nodeSpan(late).start })} else ${otherwise}`;
    const message = 'The condition of a choice stands before its values.';
    context.problems.add(span, message, `Write ${quote(meant)}.`, replacing(span, meant));
  }
  return { kind: 'conditional', condition, consequent, alternative, span };
}

/** `if a then b else if c then d else e`, from the last `else` to the first `if`. */
function conditionalExpression(context: Context, node: CstNode): Expression {
  const { start, end } = nodeSpan(node);
  const otherwise = nodeOf(node, 'operation');
  if (otherwise === undefined && !node.recoveredNode && nodesOf(node, 'conditionalArm').every(isWhole)) {
    context.problems.add({ start, end }, 'A choice between values needs an `else`.', 'Write `if … then … else …`.');
  }
  let alternative = operation(context, otherwise, end).node;
  for (const arm of nodesOf(node, 'conditionalArm').reverse()) {
    const span = nodeSpan(arm);
    const [condition, consequent] = nodesOf(arm, 'operation');
    alternative = {
      kind: 'conditional',
      condition: operation(context, condition, span.end).node,
      consequent: operation(context, consequent, span.end).node,
      alternative,
      span: { start: span.start, end },
    } satisfies Conditional;
  }
  return alternative;
}

function isWhole(arm: CstNode): boolean {
  return !arm.recoveredNode && tokenOf(arm, 'Then') !== undefined;
}

/** More operands and operators than anyone writes; what reads the tree later must not run out of stack on it. */
const longestRow = 1000;

/** Operands and operators in a row; where there are none, one is missed at `offset`. */
function operation(context: Context, node: CstNode | undefined, offset: number): Operand {
  const row = node === undefined ? [] : rowOf(context, node);
  if (node === undefined || row.length === 0) {
    const nothing = missing(offset);
    return { span: nothing.span, node: nothing };
  }
  const span = nodeSpan(node);
  if (row.length > longestRow) {
    context.problems.add(span, 'The expression is too long.', 'Give parts of it names with `let`.');
    return { span, node: missing(span.start) };
  }
  return combine(context, row);
}

function rowOf(context: Context, node: CstNode): RowItem[] {
  const row: RowItem[] = [];
  const operators = tokensOf(node, 'Operator');
  nodesOf(node, 'operand').forEach((part, i) => {
    const operator = operators[i - 1];
    if (operator !== undefined) {
      row.push({ operator });
    }
    const signs = tokensOf(part, 'Prefix').slice(0, longestRow);
    row.push(...signs.map((sign) => ({ sign })), operand(context, part));
  });
  return row;
}

/** One operand with its properties and indices; one that is missing is missed before them. */
function operand(context: Context, node: CstNode): Operand {
  const { end } = nodeSpan(node);
  const accesses = nodesOf(node, 'access');
  const first = accesses[0];
  const value = primary(context, node, first === undefined ? end : nodeSpan(first).start);
  const parenthesis = nodeOf(node, 'parenthesis');
  const start = parenthesis === undefined ? value.span.start : nodeSpan(parenthesis).start;
  return { node: accessed(context, value, start, accesses), span: { start, end } };
}

/** A value with the properties, positions and indices behind it, which begins at `start`. */
export function accessed(
  context: Context,
  object: Expression,
  start: number,
  accesses: readonly CstNode[],
): Expression {
  let value = object;
  for (const node of accesses) {
    const span = { start, end: nodeSpan(node).end };
    const index = nodeOf(node, 'index');
    value =
      index === undefined
        ? { kind: 'member', object: value, property: property(node), span }
        : { kind: 'index', object: value, ...indexIn(context, index), span };
  }
  return value;
}

/** `.channels`, or `.0`, whose digits are the name. */
function property(node: CstNode): Identifier {
  const place = tokenOf(node, 'Place');
  if (place !== undefined) {
    const { start, end } = tokenSpan(place);
    return { kind: 'identifier', name: place.image.slice(1), span: { start: start + 1, end } };
  }
  const name = tokenOf(node, 'AnyWord');
  return name === undefined ? missing(nodeSpan(node).end) : identifier(name);
}

function indexIn(context: Context, node: CstNode): { index?: Expression } {
  if (tokenOf(node, 'Times') !== undefined) {
    return {};
  }
  if (nodeOf(node, 'expression') === undefined && !node.recoveredNode) {
    const hint = 'Write `[0]` for the first, or `[*]` for every one.';
    context.problems.add(nodeSpan(node), 'Nothing stands between these brackets.', hint);
  }
  return { index: expressionIn(context, node, nodeSpan(node).end - 1) };
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
    case 'Number': {
      const number = numberLiteral(context, token);
      // A number that is too large was reported; what it would be compared with is not at fault.
      return number.value === Number.MAX_VALUE ? missing(number.span.start) : number;
    }
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
    return listOf(context, list);
  }
  const parenthesis = nodeOf(node, 'parenthesis');
  return parenthesis === undefined ? missing(offset) : expressionIn(context, parenthesis, offset);
}

/** `[a, b]` */
export function listOf(context: Context, node: CstNode): List {
  const span = nodeSpan(node);
  const items = nodesOf(node, 'expression');
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'The items of a list',
  );
  return { kind: 'list', items: items.map((item) => expression(context, item, span.end)), span };
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
    span: { start, end: nodeSpan(args).end },
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
      removing({ start: name.end, end: open.startOffset }),
    );
  }
  const items = nodesOf(node, 'argument');
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Arguments',
  );
  rejectAssigns(context, items);
  return items.map((item) => argument(context, item));
}

/** Complains once of all arguments of a call that are given by `=`. */
function rejectAssigns(context: Context, items: readonly CstNode[]): void {
  const labels = items.flatMap((item) => nodesOf(item, 'label').filter((label) => assignOf(label) !== undefined));
  const first = labels[0] && assignOf(labels[0]);
  if (first === undefined) return;
  const written = items
    .filter((item) => labels.includes(nodeOf(item, 'label')!))
    .map((item) => context.text.slice(nodeSpan(item).start, nodeSpan(item).end).replace(/[ \t]*=[ \t]*/, ': '));
  const fix = labels.flatMap((label) => colonFix(context, assignOf(label)!));
  context.problems.add(tokenSpan(first), 'Expected `:`, but found `=`.', `Write ${written.map(quote).join(', ')}.`, {
    fix,
  });
}

function argument(context: Context, node: CstNode): Argument {
  const span = nodeSpan(node);
  const value = expressionIn(context, node, span.end);
  const label = nodeOf(node, 'label');
  const name = label && tokenOf(label, 'AnyWord');
  if (label === undefined || name === undefined) {
    return { kind: 'argument', value, span };
  }
  return { kind: 'argument', name: identifier(name), value, span };
}
