import type { Binary, Expression, Unary } from '../../../grammar/index.js';
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
  const left = kindOfExpression(expression.left, scope);
  const right = kindOfExpression(expression.right, scope);
  const known = left !== 'unknown' && right !== 'unknown';
  switch (expression.operator) {
    case 'and':
    case 'or':
      requireOperands(expression, left, right, (kind) => kind === 'bool', TRUTH, scope.context);
      return 'bool';
    case '==':
    case '!=':
      if (known && !commonKind(left, right)) reportDifferent(expression, left, right, scope.context);
      return 'bool';
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (requireQuantities(expression, left, right, scope.context) && known && !commonKind(left, right)) {
        reportDifferent(expression, left, right, scope.context);
      }
      return 'bool';
    default:
      if (!requireQuantities(expression, left, right, scope.context)) return 'unknown';
      if (expression.operator === '/' && isZero(expression.right))
        scope.context.report('division-by-zero', {}, expression);
      return known ? arithmetic(expression, left, right, scope.context) : resultBeside(expression, left, right);
  }
}

/** What is known of a result when one operand is unknown: a sum has the kind of the other side. */
function resultBeside({ operator }: Binary, left: Kind, right: Kind): Kind {
  const known = left === 'unknown' ? right : left;
  return (operator === '+' || operator === '-') && known === 'rad' ? 'rad' : 'unknown';
}

function arithmetic(expression: Binary, left: Kind, right: Kind, context: Context): Kind {
  const { operator } = expression;
  const numbers = commonKind(left, right)!;
  if (isNumber(left) && isNumber(right)) {
    return numbers === 'int' && (operator === '/' || operator === '^') ? 'quotient' : numbers;
  }
  switch (operator) {
    case '+':
    case '-':
      if (left === right) return left;
      reportDifferent(expression, left, right, context);
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

function rejected(expression: Binary, expected: string, found: string, context: Context, hint = NUMBER_OF_ANGLE): Kind {
  const operation = `\`${expression.operator}\``;
  context.report('operand-kind', { operation, expected, found }, expression, { hint });
  return 'unknown';
}

function requireQuantities(expression: Binary, left: Kind, right: Kind, context: Context): boolean {
  const isQuantity = (kind: Kind): boolean => isNumber(kind) || kind === 'rad';
  return requireOperands(expression, left, right, isQuantity, 'numbers or angles', context);
}

/** Reports the operands that an operator can't take; whether there are none. */
function requireOperands(
  { operator, left, right }: Binary,
  leftKind: Kind,
  rightKind: Kind,
  fits: (kind: Kind) => boolean,
  expected: string,
  context: Context,
): boolean {
  const wrong = (
    [
      [left, leftKind],
      [right, rightKind],
    ] as const
  ).filter(([, kind]) => kind !== 'unknown' && !fits(kind));
  for (const [operand, kind] of wrong) reportOperand(context, `\`${operator}\``, expected, kind, operand);
  return wrong.length === 0;
}

function reportDifferent(expression: Binary, left: Kind, right: Kind, context: Context): void {
  const number = left === 'rad' && isNumber(right) ? expression.right : expression.left;
  const isMixed = [left, right].includes('rad') && [left, right].some(isNumber);
  const advice = isMixed ? (angleOfLiteral(number) ?? ANGLE_OF_NUMBER) : undefined;
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
): void {
  const hint = expected === TRUTH ? undefined : hintFor(found, expected, operand);
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
