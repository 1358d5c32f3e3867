import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProcessor, lastLevelCache } from '../../../runtime/machine/processor.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'angnet-caches-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function caches(...sizes: readonly string[]): string {
  sizes.forEach((size, index) => {
    mkdirSync(join(folder, `index${index}`));
    writeFileSync(join(folder, `index${index}`, 'size'), `${size}\n`);
  });
  return folder;
}

it('names the processor and what of it may be used', () => {
  const { model, cores, usableCores, memoryBytes } = findProcessor();
  expect(model).not.toBe('');
  expect(cores).toBe(cpus().length);
  expect(usableCores).toBeGreaterThanOrEqual(1);
  expect(usableCores).toBeLessThanOrEqual(cores);
  expect(memoryBytes).toBeGreaterThan(2 ** 28);
});

it('finds the largest cache', () => {
  expect(lastLevelCache(caches('48K', '1024K', '32768K'))).toBe(32 * 2 ** 20);
});

it('reads mebibytes', () => {
  expect(lastLevelCache(caches('48K', '96M'))).toBe(96 * 2 ** 20);
});

it.each([[['much']], [['0K']], [[]]])('knows none where the system says %j', (sizes) => {
  expect(lastLevelCache(caches(...sizes))).toBeUndefined();
});

it('knows none where the system says nothing', () => {
  expect(lastLevelCache(join(folder, 'missing'))).toBeUndefined();
});
