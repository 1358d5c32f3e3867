import type { BinaryOperator, Call, Expression, Identifier, NumberLiteral } from '../../grammar/index.js';

/** Expressions that the analysis makes stand nowhere in the text. */
const span = { start: 0, end: 0 };

/** A number without a unit, not negative. */
export function numberNode(value: number): NumberLiteral {
  // Sums of decimal fractions look like themselves: 0.3, not 0.30000000000000004.
  return { kind: 'number', value, raw: String(Number(value.toPrecision(15))), span };
}

export function nameNode(name: string): Identifier {
  return { kind: 'identifier', name, span };
}

export function negativeNode(operand: Expression): Expression {
  return { kind: 'unary', operator: '-', operand, span };
}

export function binaryNode(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, span };
}

export function callNode(name: string, ...operands: readonly Expression[]): Call {
  const args = operands.map((value) => ({ kind: 'argument' as const, value, span }));
  return { kind: 'call', callee: nameNode(name), arguments: args, span };
}

export function conditionalNode(condition: Expression, consequent: Expression, alternative: Expression): Expression {
  return { kind: 'conditional', condition, consequent, alternative, span };
}
