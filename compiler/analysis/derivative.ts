import type { Binary, Call, Expression } from '../../grammar/index.js';
import { conditional, difference, isZero, literal, minus, power, product, quotient, sum } from './algebra.js';
import { callNode } from './nodes.js';
import { ruleOf } from './rule-of.js';

/** What is known of names: the derivative of each that depends on the variable. */
export type Derivatives = ReadonlyMap<string, Expression>;

const zero = literal(0);

/**
 * The symbolic derivative of a checked expression of numbers; angles count in radians. Where the expression has a
 * corner (`abs`, `min`, `if`) it is the derivative of one side, where it jumps that of the pieces.
 * @param of the derivatives of names; every other name is constant
 */
export function differentiate(expression: Expression, of: Derivatives): Expression {
  switch (expression.kind) {
    case 'identifier':
      return of.get(expression.name) ?? zero;
    case 'unary':
      return expression.operator === '-' ? minus(differentiate(expression.operand, of)) : zero;
    case 'binary':
      return differentiateBinary(expression, of);
    case 'conditional':
      return conditional(
        expression.condition,
        differentiate(expression.consequent, of),
        differentiate(expression.alternative, of),
      );
    case 'call':
      return differentiateCall(expression, of);
    default:
      return zero;
  }
}

function differentiateBinary({ operator, left, right }: Binary, of: Derivatives): Expression {
  if (!['+', '-', '*', '/', '^'].includes(operator)) return zero;
  const dLeft = differentiate(left, of);
  const dRight = differentiate(right, of);
  switch (operator) {
    case '+':
      return sum(dLeft, dRight);
    case '-':
      return difference(dLeft, dRight);
    case '*':
      return sum(product(dLeft, right), product(left, dRight));
    case '/':
      if (isZero(dRight)) return quotient(dLeft, right);
      return difference(quotient(dLeft, right), quotient(product(left, dRight), product(right, right)));
    default:
      return differentiatePower(left, right, dLeft, dRight);
  }
}

/** (x^y)' = y x^(y-1) x' + x^y ln(x) y' */
function differentiatePower(x: Expression, y: Expression, dx: Expression, dy: Expression): Expression {
  const byBase = isZero(dx) ? zero : product(product(y, power(x, difference(y, literal(1)))), dx);
  const byExponent = isZero(dy) ? zero : product(product(power(x, y), callNode('ln', x)), dy);
  return sum(byBase, byExponent);
}

function differentiateCall(call: Call, of: Derivatives): Expression {
  const operands = call.arguments.map((argument) => argument.value);
  const derivatives = operands.map((operand) => differentiate(operand, of));
  if (derivatives.every(isZero)) return zero;
  const [x = zero, y = zero] = operands;
  const [dx = zero, dy = zero] = derivatives;
  return ruleOf(call)!.derivative(x, dx, y, dy);
}
