import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parseSafetensors } from '../../runtime/files/index.js';

export interface Golden {
  readonly arrays: ReadonlyMap<string, Float64Array>;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly metadata: Readonly<Record<string, string>>;
}

export function textBeside(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
}

export function readGolden(name: string): Golden {
  const path = fileURLToPath(new URL(`goldens/${name}.safetensors`, import.meta.url));
  const { tensors, metadata } = parseSafetensors(new Uint8Array(readFileSync(path)), path);
  const entries = Object.entries(tensors);
  return {
    arrays: new Map(entries.map(([key, { data }]) => [key, Float64Array.from(data as Float64Array)])),
    shapes: new Map(entries.map(([key, { shape }]) => [key, shape])),
    metadata,
  };
}

/** The arrays whose names begin with a prefix, by the rest of the name. */
export function under(golden: Golden, prefix: string): Record<string, Float64Array> {
  const found = [...golden.arrays].filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, data]) => [name.slice(prefix.length), data]));
}

/** The largest difference, relative to the largest number expected. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const largest = Array.from(expected).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const differences = Array.from(expected, (value, index) => Math.abs(value - actual[index]!));
  // A NaN on either side must not pass, and Math.max keeps it.
  return differences.reduce((max, value) => Math.max(max, value), 0) / (largest || 1);
}

/** Expects equality up to rounding in float64. */
export function expectAgreement(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
  tolerance = 1e-9,
): void {
  expect(actual.length, `${what}: number of elements`).toBe(expected.length);
  expect(distance(actual, expected), `${what}: relative difference`).toBeLessThan(tolerance);
}
