import type { Expression, NumberLiteral } from '../../../grammar/index.js';
import { formatValue } from '../../canonical/format-value.js';
import type { Advice } from '../../diagnostics/foreign.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { listed } from '../../evaluation/call-of.js';
import { layers } from '../../layers/index.js';
import type { CompileTimeValue, CountOf, Type } from '../../schema.js';
import { inRange, isFraction, leastPercent } from '../../signatures/ranges.js';
import { isNumber, type Kind } from './kinds.js';

/** How a value of the wrong kind becomes one of the type that is meant. */
export function hintForValue(expression: Expression, kind: Kind, type: Type): Advice | string | undefined {
  const literal = expression.kind === 'number' ? expression : undefined;
  if (expression.kind === 'string' && type.kind !== 'string') return withoutQuotes(expression);
  if (type.kind === 'bool' && literal) return truthOf(literal);
  // Two numbers may be the sizes of a kernel.
  if (type.kind === 'int' && expression.kind === 'list' && expression.items.length > 2) {
    return 'No parameter is a list: give each number one of its own, or write the numbers where the layers are.';
  }
  if (type.kind === 'rad' && isNumber(kind)) {
    return literal ? angleOf(literal.raw, literal.value) : 'A number becomes an angle times `1rad`.';
  }
  if ((type.kind === 'real' || type.kind === 'int') && kind === 'rad' && literal) return write(withoutUnit(literal));
  if (type.kind === 'real' && kind === 'rad') return 'An angle becomes a number by dividing it by `1rad`.';
  if (type.kind === 'real' && kind === 'percent' && literal) return write(String(literal.value / 100));
  if (type.kind === 'int' && type.of !== undefined && literal) return countOf(literal, type.of);
  if (type.kind === 'int' && kind === 'percent') return 'A whole number is meant, not a share.';
  if (type.kind !== 'int' || kind !== 'real') return undefined;
  if (!literal) return 'Round it down with `floor(…)` if that is meant.';
  const isWhole = Number.isSafeInteger(literal.value) && inRange(literal.value, type);
  return isWhole ? write(String(literal.value)) : undefined;
}

/** For 1 and 0 as other languages have them for truth values. */
function truthOf({ raw }: NumberLiteral): Advice | undefined {
  return raw === '1' ? write('true') : raw === '0' ? write('false') : undefined;
}

/** For a value out of range: what the parameter means, and the value that is right for most. */
export function defaultHint({
  parameter,
  doc,
  default: value,
}: {
  readonly parameter: string;
  readonly doc?: string;
  readonly default?: CompileTimeValue | null | undefined;
}): string | undefined {
  if (!value || !doc) return undefined;
  return `\`${parameter}\`: ${doc.replace(/\.$/, '')}. Left out it is \`${formatValue(value)}\`.`;
}

/** For a number without a unit among angles. */
export function angleOfLiteral(expression: Expression): Advice | undefined {
  return expression.kind === 'number' && expression.unit === undefined
    ? angleOf(expression.raw, expression.value)
    : undefined;
}

function withoutUnit({ raw, unit }: NumberLiteral): string {
  return raw.slice(0, raw.length - (unit?.length ?? 0));
}

/** No angle that means something here is larger than a turn; larger numbers are degrees or wrong. */
function angleOf(raw: string, value: number): Advice {
  const hint = `Write \`${raw}rad\` or \`${raw}deg\`.`;
  return value <= 2 * Math.PI ? { hint, spelling: `${raw}rad` } : { hint };
}

/** For a share of something where it is meant how many. */
function countOf({ raw, unit, value }: NumberLiteral, { what, all }: CountOf): Advice | undefined {
  const share = unit === '%' ? value / 100 : value;
  if (!(share > 0 && share < 1)) return undefined;
  const hint = `A number of ${what} is meant`;
  if (all === undefined) return { hint: `${hint}.` };
  const count = Math.round(share * all);
  const spelling = String(count);
  return { hint: `${hint}: ${raw} of ${all.toLocaleString('en')} are \`${spelling}\`.`, spelling };
}

/** For milestones that are shares without their sign, or one of them without brackets. */
export function milestonesHint(expression: Expression): Advice | undefined {
  const items = listed(expression).map((item) => {
    if (item.kind !== 'number' || (item.unit !== undefined && item.unit !== '%')) return undefined;
    const isShare = item.unit === undefined && item.value > 0 && item.value < 1;
    if (isShare) return `${Number((item.value * 100).toPrecision(12))}%`;
    return item.unit === '%' || Number.isSafeInteger(item.value) ? item.raw : undefined;
  });
  const isMixed = new Set(items.map((item) => item?.endsWith('%'))).size > 1;
  return isMixed || items.includes(undefined) || items.length === 0 ? undefined : write(`[${items.join(', ')}]`);
}

function write(spelling: string): Advice {
  return { hint: `Write \`${spelling}\`.`, spelling };
}

/** For a text where something is meant that has no quotes. @param form of what can be written for it */
export function withoutQuotes(expression: Expression, form = wordOrNumber): Advice | undefined {
  if (expression.kind !== 'string') return undefined;
  const { value } = expression;
  if (value.trim() === '') return undefined;
  const hint = `Write \`${value}\` without quotes.`;
  return form.test(value) ? { hint, spelling: value } : { hint };
}

const wordOrNumber = /^(?:[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e-?\d+)?(?:rad|deg|%)?)$/;
export const kernelForm = /^[1-9]\d*(?:x[1-9]\d*)?$/;

/** For a word where a kernel is meant that stands for one in other layers alone: `maxpool(global)`. */
export function wordElsewhere(expression: Expression, parameter: string): string | undefined {
  if (expression.kind !== 'identifier') return undefined;
  const { name } = expression;
  const takers = [...layers.values()].filter(({ parameters }) =>
    parameters.some(
      (each) => each.name === parameter && each.type.kind === 'kernel' && each.type.words?.includes(name),
    ),
  );
  return takers.length === 0
    ? undefined
    : `Only ${alternatives(
        takers.map((layer) => layer.name),
        'and',
      )} takes \`${name}\`.`;
}

/** For a number of pixels where the rule of padding is meant. */
export function paddingHint(parameter: string, kind: Kind): string | undefined {
  if (parameter !== 'padding' || !(isNumber(kind) || kind === 'kernel')) return undefined;
  return "`same_torch` pads half the kernel on each side, like PyTorch's `padding=1` at 3x3; `valid` pads nothing.";
}

/** For `3 * 3` where a kernel is meant, which would be one of 9 by 9. */
export function productHint(expression: Expression): Advice | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '*') return undefined;
  const sides = [expression.left, expression.right].map((side) => (side.kind === 'number' ? side.raw : ''));
  return sides.every((side) => /^\d+$/.test(side)) ? write(sides.join('x')) : undefined;
}

/** For the seeds themselves where it is meant how many. */
export function seedsHint(expression: Expression, parameter: string): Advice | undefined {
  if (parameter !== 'seeds' || expression.kind !== 'list' || expression.items.length === 0) return undefined;
  const count = expression.items.length;
  const counted = expression.items.every((item, index) => item.kind === 'number' && item.raw === String(index));
  const hint = `How many is meant: \`seeds: ${count}\` are the seeds from 0 to ${count - 1}.`;
  return counted ? { hint, spelling: String(count) } : { hint };
}

/** For a number of percent where the sign is missing: `dropout(50)`. */
export function percentHint(expression: Expression, type: Type): Advice | undefined {
  if (type.kind !== 'real' || !isFraction(type) || expression.kind !== 'number' || expression.unit) return undefined;
  return expression.value >= leastPercent && inRange(expression.value / 100, type)
    ? write(`${expression.raw}%`)
    : undefined;
}
