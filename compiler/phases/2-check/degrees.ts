/** Degrees that are written as radians: `log(m: 17rad)`. */
import type { Binary, Expression, FunctionDeclaration, NumberLiteral } from '../../../grammar/index.js';
import { visit } from '../../../grammar/index.js';
import type { Context } from './context.js';

/** Looks for degrees in a function's definition: in sums and comparisons, and in what its parameters are by default. */
export function checkDegrees(declaration: FunctionDeclaration, context: Context): void {
  for (const { left, right } of sumsOf(declaration)) {
    reportDegrees(left, context);
    reportDegrees(right, context);
  }
  for (const { name, default: value } of declaration.parameters) {
    if (value && isTerm(name.name, declaration)) reportDegrees(value, context);
  }
}

/** Looks for degrees in the argument of a function. @param parameter that it is for */
export function checkDegreesOf(
  argument: Expression,
  parameter: string,
  declaration: FunctionDeclaration,
  context: Context,
): void {
  if (isTerm(parameter, declaration)) reportDegrees(argument, context);
}

/** Whether a parameter is added to an angle or compared with one; as a divisor it may be as large as it likes. */
function isTerm(parameter: string, declaration: FunctionDeclaration): boolean {
  const isIt = (operand: Expression) => operand.kind === 'identifier' && operand.name === parameter;
  return sumsOf(declaration).some(({ left, right }) => isIt(left) || isIt(right));
}

const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '<', '<=', '>', '>=', '==', '!=']);

function sumsOf({ lets, expression }: FunctionDeclaration): readonly Binary[] {
  const found: Binary[] = [];
  for (const root of [...lets.map(({ value }) => value), expression]) {
    visit(root, (node) => {
      if (node.kind === 'binary' && OPERATORS.has(node.operator)) found.push(node);
    });
  }
  return found;
}

function reportDegrees(operand: Expression, context: Context): void {
  if (operand.kind === 'unary' && operand.operator === '-') return reportDegrees(operand.operand, context);
  if (operand.kind !== 'number' || !isDegrees(operand)) return;
  const hint = `If degrees are meant, write \`${operand.raw.replace('rad', 'deg')}\`.`;
  context.report('angle-in-degrees', { found: operand.raw }, operand, { hint });
}

/** More than a turn in radians, and at most one in degrees. */
function isDegrees({ value, unit }: NumberLiteral): boolean {
  return unit === 'rad' && value > 2 * Math.PI && value <= 360;
}
