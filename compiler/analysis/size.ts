import { children, type Expression } from '../../grammar/index.js';

const sizes = new WeakMap<Expression, number>();

/** How many nodes an expression has, written out; derivatives share parts. */
export function sizeOf(expression: Expression): number {
  const known = sizes.get(expression);
  if (known !== undefined) return known;
  const parts = expression.kind === 'call' ? expression.arguments.map(({ value }) => value) : children(expression);
  const size = parts.reduce((sum, part) => sum + sizeOf(part as Expression), 1);
  sizes.set(expression, size);
  return size;
}
