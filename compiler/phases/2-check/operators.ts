import type { Binary, Unary } from '../../../grammar/index.js';
import type { Context } from './context.js';
import type { ExpressionScope } from './expressions.js';
import { kindOfExpression } from './expressions.js';
import { commonKind, describeKind, isNumber, type Kind } from './kinds.js';

const NUMBER_OF_ANGLE = 'An angle becomes a number by dividing it by an angle: `theta / 1rad`.';
const ANGLE_OF_NUMBER = 'A number becomes an angle by its unit: `0.3rad`, `17deg`, or `x * 1rad`.';
const NO_PERCENT = 'Write the percentage as a number: `0.47`.';

export function kindOfUnary({ operator, operand }: Unary, scope: ExpressionScope): Kind {
  const kind = kindOfExpression(operand, scope);
  if (kind === 'unknown') return kind;
  if (operator === 'not') {
    if (kind !== 'bool') reportOperand(scope.context, '`not`', 'true or false', kind, operand);
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
      requireOperands(expression, left, right, (kind) => kind === 'bool', 'true or false', scope.context);
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
      return rejected(expression, 'an angle above an angle, or a number below', 'a number divided by an angle', context);
    default:
      return rejected(expression, 'numbers', 'an angle', context);
  }
}

function rejected(expression: Binary, expected: string, found: string, context: Context): Kind {
  const operation = `\`${expression.operator}\``;
  context.report('operand-kind', { operation, expected, found }, expression, { hint: NUMBER_OF_ANGLE });
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
  const wrong = ([[left, leftKind], [right, rightKind]] as const).filter(([, kind]) => kind !== 'unknown' && !fits(kind));
  for (const [operand, kind] of wrong) reportOperand(context, `\`${operator}\``, expected, kind, operand);
  return wrong.length === 0;
}

function reportDifferent(expression: Binary, left: Kind, right: Kind, context: Context): void {
  const hint = left === 'rad' && isNumber(right) || right === 'rad' && isNumber(left) ? { hint: ANGLE_OF_NUMBER } : {};
  const args = { what: `\`${expression.operator}\``, left: describeKind(left), right: describeKind(right) };
  context.report('kinds-differ', args, expression, hint);
}

/** An operand or argument of a kind that an operator or function can't take. */
export function reportOperand(
  context: Context,
  operation: string,
  expected: string,
  found: Kind,
  operand: Binary['left'],
): void {
  const hint =
    found === 'percent' ? NO_PERCENT
    : found === 'rad' ? NUMBER_OF_ANGLE
    : isNumber(found) && expected.includes('angle') ? ANGLE_OF_NUMBER
    : undefined;
  const args = { operation, expected, found: describeKind(found) };
  context.report('operand-kind', args, operand, hint === undefined ? {} : { hint });
}
