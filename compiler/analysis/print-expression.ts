import { needsParentheses } from '../../grammar/printer/parentheses.js';
import type { Expression } from '../../grammar/index.js';

/** An expression of numbers in the language's own syntax, on one line, with no more parentheses than it needs. */
export function printExpression(expression: Expression): string {
  return print(expression, null, null);
}

function print(expression: Expression, parent: Expression | null, key: string | null): string {
  const text = bare(expression);
  return needsParentheses(expression, parent, key) ? `(${text})` : text;
}

function bare(expression: Expression): string {
  const inner = (operand: Expression, key: string) => print(operand, expression, key);
  switch (expression.kind) {
    case 'number':
      return expression.raw;
    case 'boolean':
      return String(expression.value);
    case 'identifier':
      return expression.name;
    case 'unary':
      return `${expression.operator === '-' ? '-' : 'not '}${inner(expression.operand, 'operand')}`;
    case 'binary': {
      const { operator, left, right } = expression;
      const space = operator === '^' ? '' : ' ';
      return `${inner(left, 'left')}${space}${operator}${space}${inner(right, 'right')}`;
    }
    case 'conditional': {
      const { condition, consequent, alternative } = expression;
      const [test, then, otherwise] = [
        inner(condition, 'condition'),
        inner(consequent, 'consequent'),
        inner(alternative, 'alternative'),
      ];
      return `if ${test} then ${then} else ${otherwise}`;
    }
    case 'call':
      return `${expression.callee.name}(${expression.arguments.map(({ value }) => print(value, null, null)).join(', ')})`;
    default:
      throw new Error(`a ${expression.kind} has no value in a function of numbers`);
  }
}
