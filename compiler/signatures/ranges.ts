import type { Type } from '../schema.js';

/** Bounds of a number, as types carry them. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** `min` itself is outside. */
  readonly aboveMin?: boolean;
  /** `max` itself is outside. */
  readonly belowMax?: boolean;
}

export function inRange(value: number, { min = -Infinity, max = Infinity, aboveMin, belowMax }: Range): boolean {
  return (aboveMin ? value > min : value >= min) && (belowMax ? value < max : value <= max);
}

/** "from 0 to 1", "greater than 0", "at least 0 and less than 1"; empty where there are no bounds. */
export function rangeText({ min, max, aboveMin, belowMax }: Range): string {
  if (min !== undefined && max !== undefined && !aboveMin && !belowMax) return `from ${min} to ${max}`;
  const lower = min === undefined ? '' : aboveMin ? `greater than ${min}` : `at least ${min}`;
  const upper = max === undefined ? '' : belowMax ? `less than ${max}` : `at most ${max}`;
  return [lower, upper].filter(Boolean).join(' and ');
}

/** Whether a type is a share of a whole, which people like to write as a percentage. */
export function isFraction(type: Type): boolean {
  return type.kind === 'real' && (type.min ?? -1) >= 0 && (type.max ?? 2) <= 1;
}

/** Smaller numbers above 1 are hardly percentages without their sign. */
export const leastPercent = 5;
