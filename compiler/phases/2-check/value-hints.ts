import type { Expression } from '../../../grammar/index.js';
import type { Type } from '../../schema.js';
import { inRange, isFraction } from '../../signatures/ranges.js';
import { isNumber, type Kind } from './kinds.js';

/** How a value of the wrong kind becomes one of the type that is meant. */
export function hintForValue(expression: Expression, kind: Kind, type: Type): string | undefined {
  const literal = expression.kind === 'number' ? expression : undefined;
  if (type.kind === 'rad' && isNumber(kind)) {
    return literal
      ? `Write \`${literal.raw}rad\` or \`${literal.raw}deg\`.`
      : 'A number becomes an angle times `1rad`.';
  }
  if (type.kind === 'real' && kind === 'rad') return 'An angle becomes a number by dividing it by `1rad`.';
  if (type.kind === 'real' && kind === 'percent' && literal) return `Write \`${literal.value / 100}\`.`;
  if (type.kind !== 'int' || kind !== 'real') return undefined;
  if (!literal) return 'Round it down with `floor(…)` if that is meant.';
  const isWhole = Number.isSafeInteger(literal.value) && inRange(literal.value, type);
  return isWhole ? `Write \`${literal.value}\`.` : undefined;
}

/** For a text where a word is meant. */
export function withoutQuotes(expression: Expression): string | undefined {
  return expression.kind === 'string' ? `Write \`${expression.value}\` without quotes.` : undefined;
}

/** For a number of pixels where the rule of padding is meant. */
export function paddingHint(parameter: string, kind: Kind): string | undefined {
  if (parameter !== 'padding' || !(isNumber(kind) || kind === 'kernel')) return undefined;
  return "`same_torch` pads half the kernel on each side, like PyTorch's `padding=1` at 3x3; `valid` pads nothing.";
}

/** Smaller numbers above 1 are hardly percentages. */
const leastPercent = 5;

/** For a number of percent where the sign is missing: `dropout(50)`. */
export function percentHint(expression: Expression, type: Type): string | undefined {
  if (type.kind !== 'real' || !isFraction(type) || expression.kind !== 'number' || expression.unit) return undefined;
  return expression.value >= leastPercent && inRange(expression.value / 100, type)
    ? `Write \`${expression.raw}%\`.`
    : undefined;
}
