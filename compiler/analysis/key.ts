import type { Expression } from '../../grammar/index.js';

const keys = new WeakMap<Expression, string>();

/** A text that two expressions of numbers share exactly when they are written alike, spaces and places apart. */
export function keyOf(expression: Expression): string {
  const known = keys.get(expression);
  if (known !== undefined) return known;
  const key = makeKey(expression);
  keys.set(expression, key);
  return key;
}

function makeKey(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `${expression.value}${expression.unit ?? ''}`;
    case 'boolean':
      return String(expression.value);
    case 'identifier':
      return expression.name;
    case 'unary':
      return `(${expression.operator} ${keyOf(expression.operand)})`;
    case 'binary':
      return `(${keyOf(expression.left)} ${expression.operator} ${keyOf(expression.right)})`;
    case 'conditional':
      return `(${[expression.condition, expression.consequent, expression.alternative].map(keyOf).join(' ? ')})`;
    case 'call':
      return `${expression.callee.name}(${expression.arguments.map(({ value }) => keyOf(value)).join(', ')})`;
    default:
      throw new Error(`a ${expression.kind} has no value in a function of numbers`);
  }
}
