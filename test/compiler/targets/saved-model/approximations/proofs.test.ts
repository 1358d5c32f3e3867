import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describePythonTensorflow, ORACLE_PYTHON } from '../../../../support/needs.js';

const SCRIPTS = fileURLToPath(new URL('../../../../../scripts/approximations/', import.meta.url));

function run<Result>(script: string, ...options: readonly string[]): Result {
  // -B: no compiled modules are left beside the scripts.
  return JSON.parse(execFileSync(ORACLE_PYTHON, ['-B', `${SCRIPTS}${script}`, ...options]).toString()) as Result;
}

interface Bound {
  readonly polynomial: number;
  readonly total: number;
}

/** By function: the polynomial's error, the largest found, and the largest that rounding can lead to. */
const DOCUMENTED = {
  acos: { polynomial: 1.72e-8, found: 2.0e-7, total: 3.7e-7 },
  asin: { polynomial: 9.3e-9, found: 2.6e-7, total: 4.4e-7 },
  atan: { polynomial: 2.3e-9, found: 2.3e-7, total: 4.4e-7 },
  cos: { polynomial: 1.1e-9, found: 2.1e-7, total: 2.7e-7 },
  ln: { polynomial: 1.08e-8, found: 1.2e-7, total: 3.7e-7 },
  sin: { polynomial: 9.0e-9, found: 2.0e-7, total: 2.7e-7 },
  tan: { polynomial: 1.0e-8, found: 3.0e-7, total: 5.4e-7 },
};
type Name = keyof typeof DOCUMENTED;
const names = Object.keys(DOCUMENTED) as Name[];

describePythonTensorflow('the errors of the approximations', () => {
  it('have the bounds that are documented', { timeout: 120_000 }, () => {
    const bounds = run<Record<Name, Bound>>('bounds.py');
    expect(Object.keys(bounds).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      expect(bounds[name].polynomial, name).toBeLessThan(DOCUMENTED[name].polynomial);
      expect(bounds[name].total, name).toBeLessThan(DOCUMENTED[name].total);
    }
  });

  it('stay below what was found among all numbers', { timeout: 120_000 }, () => {
    const found = run<Record<Name, number>>('exhaustive.py', '997');
    expect(Object.keys(found).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      expect(found[name], name).toBeLessThan(DOCUMENTED[name].found);
      // Rounding alone makes errors of this size: a smaller one would mean that nothing was tried.
      expect(found[name], name).toBeGreaterThan(6e-8);
    }
  });

  it('are those of the documentation', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../../../docs/numerics.md', import.meta.url)), 'utf8');
    for (const name of names) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${name}(`))!;
      const numbers = row.split(' | ').slice(3).map(parseFloat);
      expect(numbers, name).toEqual(Object.values(DOCUMENTED[name]));
    }
  });
});
