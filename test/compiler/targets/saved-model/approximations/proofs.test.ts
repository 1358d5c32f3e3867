import { execFileSync } from 'node:child_process';
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

// The numbers of docs/numerics.md.
describePythonTensorflow('the errors of the approximations', () => {
  it('have the bounds that are documented', { timeout: 60_000 }, () => {
    const { acos, ln } = run<Record<'acos' | 'ln', Bound>>('bounds.py');
    expect(acos.polynomial).toBeLessThan(1.72e-8);
    expect(acos.total).toBeLessThan(3.7e-7);
    expect(ln.polynomial).toBeLessThan(1.08e-8);
    expect(ln.total).toBeLessThan(3.7e-7);
  });

  it('stay below what was found among all numbers', { timeout: 60_000 }, () => {
    const { acos, ln } = run<Record<'acos' | 'ln', number>>('exhaustive.py', '997');
    expect(acos).toBeLessThan(2e-7);
    expect(ln).toBeLessThan(1.2e-7);
    // Rounding alone makes errors of this size: a smaller one would mean that nothing was tried.
    expect(Math.min(acos, ln)).toBeGreaterThan(6e-8);
  });
});
