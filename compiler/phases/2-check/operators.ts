import { visit, type Binary, type Expression, type Unary } from '../../../grammar/index.js';
import type { Context } from './context.js';
import type { ExpressionScope } from './expressions.js';
import { angleOfLiteral } from './value-hints.js';
import { kindOfExpression } from './expressions.js';
import { commonKind, describeKind, isNumber, type Kind } from './kinds.js';

const POWER = 'An angle becomes a number before it is raised: `(theta / pi)^2`.';
const TRUTH = 'a truth value';
const NUMBER_OF_ANGLE = 'An angle becomes a number by dividing it by an angle: `theta / 1rad`.';
const ANGLE_OF_NUMBER = 'A number becomes an angle by its unit: `0.3rad`, `17deg`, or `x * 1rad`.';
const INVERSE = 'Only an angle can be divided by an angle; the inverse of an angle is `1rad / theta`.';

export function kindOfUnary({ operator, operand }: Unary, scope: ExpressionScope): Kind {
  const kind = kindOfExpression(operand, scope);
  if (kind === 'unknown') return kind;
  if (operator === 'not') {
    if (kind !== 'bool') reportOperand(scope.context, '`not`', TRUTH, kind, operand);
    return 'bool';
  }
  if (isNumber(kind) || kind === 'rad') return kind;
  reportOperand(scope.context, '`-`', 'a number or an angle', kind, operand);
  return 'unknown';
}

export function kindOfBinary(expression: Binary, scope: ExpressionScope): Kind {
  const { operator } = expression;
  if (operator === '/' && isRatioOfPowers(expression, scope)) return 'real';
  // A sum is of the kind of its operands, other results are not.
  const inside = operator === '+' || operator === '-' ? scope : { ...scope, wanted: undefined };
  const left = kindOfExpression(expression.left, inside);
  const right = kindOfExpression(expression.right, inside);
  const known = left !== 'unknown' && right !== 'unknown';
  switch (operator) {
    case 'and':
    case 'or':
      requireOperands(expression, left, right, (kind) => kind === 'bool', TRUTH, scope);
      return 'bool';
    case '==':
    case '!=':
      if (known && !commonKind(left, right)) reportDifferent(expression, left, right, inside);
      return 'bool';
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (requireQuantities(expression, left, right, scope) && known && !commonKind(left, right)) {
        reportDifferent(expression, left, right, inside);
      }
      return 'bool';
    default:
      if (!requireQuantities(expression, left, right, scope)) return 'unknown';
      if (operator === '/' && isZero(expression.right)) scope.context.report('division-by-zero', {}, expression);
      return known ? arithmetic(expression, left, right, scope) : resultBeside(expression, left, right);
  }
}

/** What is known of a result when one operand is unknown: a sum has the kind of the other side. */
function resultBeside({ operator }: Binary, left: Kind, right: Kind): Kind {
  const known = left === 'unknown' ? right : left;
  return (operator === '+' || operator === '-') && known === 'rad' ? 'rad' : 'unknown';
}

function arithmetic(expression: Binary, left: Kind, right: Kind, scope: ExpressionScope): Kind {
  const { operator } = expression;
  const { context } = scope;
  const numbers = commonKind(left, right)!;
  if (isNumber(left) && isNumber(right)) {
    return numbers === 'int' && (operator === '/' || operator === '^') ? 'quotient' : numbers;
  }
  switch (operator) {
    case '+':
    case '-':
      if (left === right) return left;
      reportDifferent(expression, left, right, scope);
      return 'unknown';
    case '*':
      if (left !== right) return 'rad';
      return rejected(expression, 'a number on at least one side', 'an angle times an angle', context);
    case '/':
      if (left === right) return 'real';
      if (left === 'rad') return 'rad';
      return rejected(expression, 'a number below a number', 'a number divided by an angle', context, INVERSE);
    default:
      return rejected(expression, 'numbers', 'an angle', context, POWER);
  }
}

/**
 * `theta^2 / pi^2`, which is `(theta / pi)^2` to anyone but the checker of kinds.
 * @returns whether it is such a ratio; that was reported
 */
function isRatioOfPowers({ left, right, span }: Binary, scope: ExpressionScope): boolean {
  if (!isPower(left) || !isPower(right)) return false;
  // Ratios within ratios would be looked at again and again.
  if ([left, right].some(hasRatioInside)) return false;
  const { context } = scope;
  const [exponent, other] = [left, right].map((power) => context.textOf(power.right));
  const inside = { ...scope, wanted: undefined };
  if (exponent !== other || !isNumber(kindOfExpression(left.right, inside))) return false;
  if ([left, right].some((power) => kindOfExpression(power.left, inside) !== 'rad')) return false;
  const [above, below] = [left, right].map((power) => inParentheses(power.left, context));
  const spelling = `(${above} / ${below})^${exponent}`;
  const args = { operation: '`^`', expected: 'numbers', found: 'an angle' };
  const hint = `An angle becomes a number before it is raised: \`${spelling}\`.`;
  context.report('operand-kind', args, { span }, context.advise({ span }, { hint, spelling }));
  return true;
}

function isPower(expression: Expression): expression is Binary {
  return expression.kind === 'binary' && expression.operator === '^';
}

function hasRatioInside(expression: Expression): boolean {
  let found = false;
  visit(expression, (node) => {
    found ||= node.kind === 'binary' && node.operator === '/';
  });
  return found;
}

/** The text of an operand as it can stand in any formula. */
function inParentheses(expression: Expression, context: Context): string {
  const text = context.textOf(expression);
  return ['identifier', 'number', 'call'].includes(expression.kind) ? text : `(${text})`;
}

/** How an angle becomes the number that is wanted. */
export function divided(angle: Expression, context: Context): string {
  return `A number is wanted here, and an angle becomes one by dividing it: \`${inParentheses(angle, context)} / 1rad\`.`;
}

function rejected(expression: Binary, expected: string, found: string, context: Context, hint = NUMBER_OF_ANGLE): Kind {
  const operation = `\`${expression.operator}\``;
  context.report('operand-kind', { operation, expected, found }, expression, { hint });
  return 'unknown';
}

function requireQuantities(expression: Binary, left: Kind, right: Kind, scope: ExpressionScope): boolean {
  const isQuantity = (kind: Kind): boolean => isNumber(kind) || kind === 'rad';
  return requireOperands(expression, left, right, isQuantity, 'numbers or angles', scope);
}

/** Reports the operands that an operator can't take; whether there are none. */
function requireOperands(
  { operator, left, right }: Binary,
  leftKind: Kind,
  rightKind: Kind,
  fits: (kind: Kind) => boolean,
  expected: string,
  { context, variable }: ExpressionScope,
): boolean {
  const wrong = (
    [
      [left, leftKind],
      [right, rightKind],
    ] as const
  ).filter(([, kind]) => kind !== 'unknown' && !fits(kind));
  for (const [operand, kind] of wrong) {
    const hint =
      kind === 'list' && variable
        ? `\`${variable.name}\` is one number, of any channel: write one number here.`
        : undefined;
    reportOperand(context, `\`${operator}\``, expected, kind, operand, hint);
  }
  return wrong.length === 0;
}

function reportDifferent(
  expression: Binary,
  left: Kind,
  right: Kind,
  { context, wanted }: Pick<ExpressionScope, 'context' | 'wanted'>,
): void {
  const isLeftAngle = left === 'rad' && isNumber(right);
  const [angle, number] = isLeftAngle ? [expression.left, expression.right] : [expression.right, expression.left];
  const isMixed = [left, right].includes('rad') && [left, right].some(isNumber);
  const mend = wanted === 'number' ? divided(angle, context) : (angleOfLiteral(number) ?? ANGLE_OF_NUMBER);
  const advice = isMixed ? mend : undefined;
  const args = { what: `\`${expression.operator}\``, left: describeKind(left), right: describeKind(right) };
  const related = [
    { place: context.place(expression.left), message: `this is ${describeKind(left)}` },
    { place: context.place(expression.right), message: `this is ${describeKind(right)}` },
  ];
  context.report('kinds-differ', args, expression, { ...context.advise(number, advice), related });
}

/** An operand or argument of a kind that an operator or function can't take. */
export function reportOperand(
  context: Context,
  operation: string,
  expected: string,
  found: Kind,
  operand: Expression,
  advice?: string,
): void {
  const hint = advice ?? (expected === TRUTH ? undefined : hintFor(found, expected, operand));
  const args = { operation, expected, found: describeKind(found) };
  context.report('operand-kind', args, operand, hint === undefined ? {} : { hint });
}

function hintFor(found: Kind, expected: string, operand: Expression): string | undefined {
  if (found === 'percent' && operand.kind === 'number') return `Write \`${operand.value / 100}\`.`;
  if (found === 'rad') return NUMBER_OF_ANGLE;
  return isNumber(found) && expected.includes('angle') ? ANGLE_OF_NUMBER : undefined;
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value === 0;
}
