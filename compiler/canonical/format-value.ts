import type { Arguments } from '../evaluation/arguments.js';
import type { CompileTimeValue, Signature } from '../schema.js';
import { formatExpression } from './format-expression.js';
import { formatFunction } from './format-function.js';

/**
 * The arguments of a call with its defaults, in the order of the signature: `(lr: 0.001, beta1: 0.9)`.
 * @param without parameters that are written in another way
 */
export function formatArguments(signature: Signature, args: Arguments, without: readonly string[] = []): string {
  const values = new Map(args.entries());
  const shown = signature.parameters.flatMap(({ name }) => {
    const value = values.get(name);
    return value === undefined || without.includes(name) ? [] : [`${name}: ${formatValue(value)}`];
  });
  return `(${shown.join(', ')})`;
}

/** A value in its one spelling: angles in radians, kernels with both sides. */
export function formatValue(value: CompileTimeValue): string {
  switch (value.kind) {
    case 'int':
    case 'real':
    case 'bool':
    case 'word':
      return String(value.value);
    case 'rad':
      return `${value.value}rad`;
    case 'percent':
      // 0.07 · 100 is not 7 in floating point.
      return `${Number((value.value * 100).toPrecision(15))}%`;
    case 'string':
      return JSON.stringify(value.value);
    case 'kernel':
      return `${value.height}x${value.width}`;
    case 'list':
      return `[${value.items.map(formatValue).join(', ')}]`;
    case 'call':
      return value.construct.name + formatArguments(value.construct, value.args);
    case 'selectors':
      return `[${value.selectors.map(({ text, optional }) => (optional ? `optional(${text})` : text)).join(', ')}]`;
    case 'function':
      return formatExpression(value.expression, new Map([['x', 'x']]));
    case 'angle-function':
    case 'magnitude-function':
    case 'margin-function':
      return formatFunction(value.value);
  }
}
