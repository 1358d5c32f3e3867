import { expect } from 'vitest';

/** Expects numbers to agree up to a tolerance relative to the largest of them (or 1). Infinities must be equal. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  label: string,
): void {
  expect(actual.length, label).toBe(expected.length);
  const finite = Array.from(expected).filter(Number.isFinite);
  const largest = finite.reduce((a, b) => Math.max(a, Math.abs(b)), 1);
  for (let index = 0; index < expected.length; index++) {
    const [a, b] = [actual[index]!, expected[index]!];
    const close = Object.is(a, b) || Math.abs(a - b) <= tolerance * largest;
    if (!close) expect.fail(`${label}: element ${index} is ${a}, not ${b}`);
  }
}
