import type { Expression } from '../../../grammar/index.js';
import type { Type } from '../../schema.js';
import { inRange, rangeText } from '../../signatures/ranges.js';

/**
 * Why a value that is written out lies outside of its type; undefined where it lies inside or depends on parameters.
 * Values that do depend on them are checked when they are known.
 */
export function literalProblem(expression: Expression, type: Type): string | undefined {
  switch (type.kind) {
    case 'int':
    case 'real': {
      const value = literalValue(expression);
      return value === undefined || inRange(value, type) ? undefined : `it must be ${rangeText(type)}`;
    }
    case 'kernel':
      return sides(expression).some((side) => side < 1) ? 'both sides must be at least 1' : undefined;
    case 'shape':
      return sizeProblem(expression);
    default:
      return undefined;
  }
}

function literalValue(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.unit === '%' ? expression.value / 100 : expression.value;
  if (expression.kind !== 'unary' || expression.operator !== '-') return undefined;
  const operand = literalValue(expression.operand);
  return operand === undefined ? undefined : -operand;
}

/** Those sides of a kernel that are written out. */
function sides(expression: Expression): readonly number[] {
  if (expression.kind === 'kernel') return [expression.height, expression.width];
  const items = expression.kind === 'list' ? expression.items : [expression];
  return items.map(literalValue).filter((side) => side !== undefined);
}

function sizeProblem(expression: Expression): string | undefined {
  if (expression.kind !== 'list') return undefined;
  const sizes = expression.items.map(literalValue);
  const wrong = sizes.length === 0 || sizes.some((size) => size !== undefined && size < 1);
  return wrong ? 'every size must be a whole number of at least 1' : undefined;
}
