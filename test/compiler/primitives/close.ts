import { expect } from 'vitest';

/** Where numbers differ most. */
export interface Deviation {
  /** Relative to the largest of the expected numbers (or 1); infinite where only one of the two is a number. */
  readonly error: number;
  readonly index: number;
}

/** How far numbers lie from those expected, at most. Infinities and NaN must be equal. */
export function deviation(actual: ArrayLike<number>, expected: ArrayLike<number>): Deviation {
  let largest = 1;
  for (let index = 0; index < expected.length; index++) {
    const size = Math.abs(expected[index]!);
    if (size > largest && size < Infinity) largest = size;
  }
  let worst: Deviation = { error: 0, index: 0 };
  for (let index = 0; index < expected.length; index++) {
    const [a, b] = [actual[index]!, expected[index]!];
    const distance = Object.is(a, b) ? 0 : Math.abs(a - b) / largest;
    const error = Number.isNaN(distance) ? Infinity : distance;
    if (error > worst.error) worst = { error, index };
  }
  return worst;
}

/** Expects numbers to agree up to a tolerance relative to the largest of them (or 1). Infinities must be equal. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  label: string,
): void {
  expect(actual.length, label).toBe(expected.length);
  const { error, index } = deviation(actual, expected);
  if (error > tolerance) expect.fail(`${label}: element ${index} is ${actual[index]}, not ${expected[index]}`);
}
