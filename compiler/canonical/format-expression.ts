import type { Expression, NumberLiteral } from '../../grammar/index.js';

/**
 * A checked expression of numbers in one spelling, so that formatting and the names of parameters don't count.
 * @param names what is written for each name; `pi` stands for itself
 */
export function formatExpression(expression: Expression, names: ReadonlyMap<string, string>): string {
  const inner = (operand: Expression) => formatOperand(operand, names);
  switch (expression.kind) {
    case 'number':
      return formatNumber(expression);
    case 'boolean':
      return String(expression.value);
    case 'identifier':
      return names.get(expression.name) ?? expression.name;
    case 'unary':
      return `${expression.operator === '-' ? '-' : 'not '}${inner(expression.operand)}`;
    case 'binary':
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    case 'conditional': {
      const { condition, consequent, alternative } = expression;
      return `if ${inner(condition)} then ${inner(consequent)} else ${inner(alternative)}`;
    }
    case 'call': {
      const args = expression.arguments.map((argument) => formatExpression(argument.value, names));
      return `${expression.callee.name}(${args.join(', ')})`;
    }
    default:
      // Only in a function with a mistake: edits are compared by their texts before they are known to be right.
      return `a ${expression.kind}`;
  }
}

/** Parentheses stand around everything that has operands, so that precedence plays no part. */
function formatOperand(expression: Expression, names: ReadonlyMap<string, string>): string {
  const text = formatExpression(expression, names);
  return ['unary', 'binary', 'conditional'].includes(expression.kind) ? `(${text})` : text;
}

function formatNumber({ value, unit }: NumberLiteral): string {
  if (unit === 'deg') return `${(value * Math.PI) / 180}rad`;
  return `${value}${unit ?? ''}`;
}
