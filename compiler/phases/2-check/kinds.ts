import type { Type } from '../../schema.js';

/**
 * Kind of an expression's value, as far as it is known before the values of parameters are. A `quotient` is a
 * number that is whole for some values of whole parameters (`width / 4`); `unknown` follows a mistake that was
 * reported, and fits everywhere.
 */
export type Kind = 'int' | 'quotient' | 'real' | 'rad' | 'percent' | 'bool' | 'string' | 'kernel' | 'list' | 'unknown';

const DESCRIPTIONS: Record<Kind, string> = {
  int: 'a whole number',
  quotient: 'a number',
  real: 'a number',
  rad: 'an angle',
  percent: 'a percentage',
  bool: 'a truth value',
  string: 'a text',
  kernel: 'a kernel',
  list: 'a list',
  unknown: 'unknown',
};

export function describeKind(kind: Kind): string {
  return DESCRIPTIONS[kind];
}

export function isNumber(kind: Kind): boolean {
  return kind === 'int' || kind === 'quotient' || kind === 'real';
}

/** The kind that holds both, as for the two sides of a conditional; undefined where they don't go together. */
export function commonKind(a: Kind, b: Kind): Kind | undefined {
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  if (a === b) return a;
  if (!isNumber(a) || !isNumber(b)) return undefined;
  return a === 'real' || b === 'real' ? 'real' : 'quotient';
}

/** The kind of a declared parameter's value. */
export function kindOf(type: Type): Kind {
  switch (type.kind) {
    case 'int':
    case 'real':
    case 'rad':
    case 'bool':
    case 'string':
    case 'kernel':
      return type.kind;
    default:
      return 'unknown';
  }
}
