import type { Expression } from '../../../grammar/index.js';
import { didYouMean } from '../../diagnostics/suggest.js';
import type { Type } from '../../schema.js';
import { isFraction } from '../../signatures/ranges.js';
import { describeType } from '../../signatures/type-names.js';
import { checkAngleFunction } from './angle-functions.js';
import { checkCondition, kindOfExpression, type ExpressionScope } from './expressions.js';
import { describeKind, isNumber, type Kind } from './kinds.js';
import { literalProblem } from './literals.js';
import { Names } from './names.js';

/** What a value is for, for messages: the parameter of a construct. */
export interface Role {
  readonly construct: string;
  readonly parameter: string;
}

/** Checks that an expression is a value of a type, as far as it can be told before parameters have values. */
export function checkValue(expression: Expression, type: Type, role: Role, scope: ExpressionScope): void {
  switch (type.kind) {
    case 'word':
      return checkWord(expression, type.words, type, role, scope);
    case 'label':
      return checkLabel(expression, type, role, scope);
    case 'selector':
      return checkSelector(expression, type, role, scope);
    case 'angle-function':
      return checkAngleFunction(expression, type, role, scope);
    case 'function':
      return checkFunction(expression, type, role, scope);
    case 'shape':
      return checkItems(expression, type, role, scope, (kind) => kind === 'int' || kind === 'quotient');
    case 'milestones':
      return checkItems(expression, type, role, scope, (kind) => kind === 'int' || kind === 'quotient' || kind === 'percent');
    case 'kernel':
      return checkKernel(expression, type, role, scope);
    default:
      return checkSimple(expression, type, role, scope);
  }
}

function checkSimple(expression: Expression, type: Type, role: Role, scope: ExpressionScope): void {
  const kind = kindOfExpression(expression, scope);
  if (!fits(kind, type)) return reportType(expression, type, describeKindFor(kind, type), role, scope, hintFor(expression, kind, type));
  reportLiteral(expression, type, role, scope);
}

function fits(kind: Kind, type: Type): boolean {
  if (kind === 'unknown') return true;
  switch (type.kind) {
    case 'int':
      return kind === 'int' || kind === 'quotient';
    case 'real':
      return isNumber(kind) || (kind === 'percent' && isFraction(type));
    default:
      return kind === type.kind;
  }
}

function checkKernel(expression: Expression, type: Extract<Type, { kind: 'kernel' }>, role: Role, scope: ExpressionScope): void {
  if (expression.kind === 'identifier' && type.words && !scope.names.lookup(expression.name)) {
    return checkWord(expression, type.words, type, role, scope);
  }
  if (expression.kind === 'list' && expression.items.length === 2) {
    return checkItems(expression, type, role, scope, (kind) => kind === 'int' || kind === 'quotient');
  }
  const kind = kindOfExpression(expression, scope);
  const isKernel = ['kernel', 'int', 'quotient', 'unknown'].includes(kind);
  if (!isKernel) return reportType(expression, type, describeKind(kind), role, scope);
  reportLiteral(expression, type, role, scope);
}

/** A list whose items have certain kinds. */
function checkItems(expression: Expression, type: Type, role: Role, scope: ExpressionScope, fitting: (kind: Kind) => boolean): void {
  if (expression.kind !== 'list') {
    const kind = kindOfExpression(expression, scope);
    if (kind !== 'unknown') reportType(expression, type, describeKind(kind), role, scope);
    return;
  }
  for (const item of expression.items) {
    const kind = kindOfExpression(item, scope);
    if (kind !== 'unknown' && !fitting(kind)) return reportType(item, type, describeKind(kind), role, scope);
  }
  reportLiteral(expression, type, role, scope);
}

/** One of a few words, or a conditional between such words. */
function checkWord(expression: Expression, words: readonly string[], type: Type, role: Role, scope: ExpressionScope): void {
  if (expression.kind === 'conditional') {
    checkCondition(expression.condition, scope);
    checkWord(expression.consequent, words, type, role, scope);
    checkWord(expression.alternative, words, type, role, scope);
    return;
  }
  if (expression.kind === 'identifier') {
    if (words.includes(expression.name)) return;
    return reportType(expression, type, `\`${expression.name}\``, role, scope, didYouMean(expression.name, words));
  }
  const kind = kindOfExpression(expression, scope);
  const hint = withoutQuotes(expression) ?? paddingHint(role, kind);
  if (kind !== 'unknown') reportType(expression, type, describeKind(kind), role, scope, hint);
}

function checkLabel(expression: Expression, type: Type, role: Role, scope: ExpressionScope): void {
  if (expression.kind === 'identifier') return;
  const kind = kindOfExpression(expression, scope);
  if (kind !== 'unknown') reportType(expression, type, describeKind(kind), role, scope, withoutQuotes(expression));
}

function checkSelector(expression: Expression, type: Type, role: Role, scope: ExpressionScope): void {
  const items = expression.kind === 'list' ? expression.items : [expression];
  for (const item of items) checkLabel(item, type, role, scope);
}

/** An expression in `x`, and in nothing else. */
function checkFunction(expression: Expression, type: Type, role: Role, { context }: ExpressionScope): void {
  const names = new Names(context);
  names.declare({ kind: 'identifier', name: 'x', span: expression.span }, 'real', 'parameter');
  const kind = kindOfExpression(expression, { context, names, incoming: false });
  if (kind !== 'unknown' && !isNumber(kind)) reportType(expression, type, describeKind(kind), role, { context });
}

/** Reports that a value isn't of the type that it must have. */
export function reportType(
  expression: Expression,
  type: Type,
  found: string,
  role: Role,
  { context }: Pick<ExpressionScope, 'context'>,
  hint?: string,
): void {
  const args = { ...role, expected: describeType(type), found };
  context.report('argument-type', args, expression, hint === undefined ? {} : { hint });
}

function reportLiteral(expression: Expression, type: Type, role: Role, { context }: ExpressionScope): void {
  const reason = literalProblem(expression, type);
  if (reason) context.report('argument-range', { ...role, value: context.textOf(expression), reason }, expression);
}

function describeKindFor(kind: Kind, type: Type): string {
  return type.kind === 'int' && kind === 'real' ? 'a number that need not be whole' : describeKind(kind);
}

function hintFor(expression: Expression, kind: Kind, type: Type): string | undefined {
  if (type.kind === 'rad' && isNumber(kind)) {
    return expression.kind === 'number' ? `Write \`${expression.raw}rad\` or \`${expression.raw}deg\`.` : 'A number becomes an angle times `1rad`.';
  }
  if (type.kind === 'real' && kind === 'percent' && expression.kind === 'number') return `Write \`${expression.value / 100}\`.`;
  if (type.kind === 'real' && kind === 'rad') return 'An angle becomes a number by dividing it by `1rad`.';
  if (type.kind === 'int' && expression.kind === 'number' && Number.isInteger(expression.value)) return `Write \`${expression.value}\`.`;
  if (type.kind === 'int' && kind === 'real' && expression.kind !== 'number') return 'Round it down with `floor(…)` if that is meant.';
  return undefined;
}

function withoutQuotes(expression: Expression): string | undefined {
  return expression.kind === 'string' ? `Write \`${expression.value}\` without quotes.` : undefined;
}

function paddingHint({ parameter }: Role, kind: Kind): string | undefined {
  if (parameter !== 'padding' || !(isNumber(kind) || kind === 'kernel')) return undefined;
  return "`same_torch` pads half the kernel on each side, like PyTorch's `padding=1` at 3x3; `valid` pads nothing.";
}
