import type { Expression } from '../../grammar/index.js';

/** An expression of numbers with others in place of some of its parts, outermost first. */
export function replaced(expression: Expression, by: (part: Expression) => Expression | undefined): Expression {
  const other = by(expression);
  if (other) return other;
  const inside = (part: Expression) => replaced(part, by);
  switch (expression.kind) {
    case 'unary':
      return { ...expression, operand: inside(expression.operand) };
    case 'binary':
      return { ...expression, left: inside(expression.left), right: inside(expression.right) };
    case 'conditional': {
      const { condition, consequent, alternative } = expression;
      return {
        ...expression,
        condition: inside(condition),
        consequent: inside(consequent),
        alternative: inside(alternative),
      };
    }
    case 'call':
      return {
        ...expression,
        arguments: expression.arguments.map((argument) => ({ ...argument, value: inside(argument.value) })),
      };
    default:
      return expression;
  }
}
