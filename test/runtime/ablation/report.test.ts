import { describe, expect, it } from 'vitest';
import { makeReports } from '../../../runtime/ablation/make-report.js';
import type { AblationFolder } from '../../../runtime/ablation/ablation-folder.js';
import { sampleOf } from '../../../runtime/ablation/statistics/sample.js';
import { pretendFailure, pretendResult, runOf, storedPlan, tinyTables } from './support.js';

const ROWS = [
  [712, 718, 715],
  [790, 800, 820],
  [990, 990, 990],
  [900, 905, 910],
] as const;

/** Results for all cells of `Kinds` but those given otherwise. */
function pretendKinds(folder: AblationFolder, skip: (cell: number, seed: number) => boolean = () => false): void {
  ROWS.forEach((seeds, cell) =>
    seeds.forEach((correct, seed) => {
      if (!skip(cell, seed)) pretendResult(folder, runOf(folder, 'Kinds', cell, seed), correct);
    }),
  );
}

describe('a report', () => {
  it('has means of cells, and paired differences to the base', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder);
    const [kinds] = await makeReports(folder);
    expect(kinds!.base).toEqual({ cell: 3, labels: ['angular', 'large'], isExperiment: true });
    expect(kinds!.testExamples).toBe(1000);
    kinds!.cells.forEach((cell, index) => {
      const own = ROWS[index]!.map((correct) => correct / 1000);
      expect(cell.metrics!.accuracy).toMatchObject(sampleOf(own));
      const differences = own.map((value, seed) => value - ROWS[3][seed]! / 1000);
      if (cell.isBase) expect(cell.metrics!.accuracy.difference).toBeUndefined();
      else expect(cell.metrics!.accuracy.difference).toMatchObject(sampleOf(differences));
    });
    const [first, second, third] = kinds!.cells.map((cell) => cell.metrics!.accuracy.difference);
    // Of three comparisons the least probable counts three times.
    const least = [first!, second!, third!].sort((a, b) => a.p! - b.p!)[0]!;
    expect(least.adjusted).toBeCloseTo(3 * least.p!, 12);
  });

  it('has verdicts on what is expected', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder);
    const [kinds] = await makeReports(folder);
    expect(kinds!.expectations).toEqual([{ metric: 'accuracy', source: 'Table 7' }]);
    expect(kinds!.incomparable).toBeUndefined();
    expect(kinds!.cells.map(({ expected }) => expected.map(({ value, verdict }) => [value, verdict!.verdict]))).toEqual(
      [[[0.7, 'within noise']], [[0.8, 'reproduced']], [[0.85, 'differs']], [[0.9, 'reproduced']]],
    );
  });

  it.each([
    [{ profile: 'quick' }, 'the profile `quick`'],
    [{ overrides: ['batch=5'] }, '`batch=5`'],
    [{ profile: 'quick', overrides: ['steps=4', 'batch=5'] }, 'the profile `quick`, `steps=4` and `batch=5`'],
  ])('never shows what is expected beside runs with settings of their own: %j', async (configuration, why) => {
    const { folder } = await storedPlan(tinyTables, configuration);
    pretendKinds(folder);
    const [kinds, rates] = await makeReports(folder);
    expect(kinds!.incomparable).toBe(why);
    expect(kinds!.expectations).toEqual([]);
    expect(kinds!.cells.every(({ expected }) => expected.length === 0)).toBe(true);
    // Nothing is hidden where nothing is expected.
    expect(rates!.incomparable).toBeUndefined();
  });

  it('makes no mean over the seeds that a failed one leaves', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder, (cell, seed) => cell === 1 && seed === 2);
    pretendFailure(folder, runOf(folder, 'Kinds', 1, 2), 'The loss is not a number. Try another rate.');
    const [kinds] = await makeReports(folder);
    const cell = kinds!.cells[1]!;
    expect(cell.metrics).toBeUndefined();
    expect(cell.problem).toBe('seed 2 failed: The loss is not a number.');
    expect(cell.expected[0]!.verdict).toBeUndefined();
    expect(cell.runs.map(({ state }) => state)).toEqual(['done', 'done', 'failed']);
    expect(kinds!.cells[0]!.metrics).toBeDefined();
  });

  it('has means of what is done, and says of which seeds', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder, (cell, seed) => seed === 2 || (cell === 0 && seed === 1) || cell === 2);
    const [kinds, rates] = await makeReports(folder);
    expect(kinds!.cells.map(({ problem }) => problem)).toEqual([
      'seeds 1 and 2 not finished',
      'seed 2 not finished',
      'not trained yet',
      'seed 2 not finished',
    ]);
    expect(kinds!.cells[0]!.metrics!.accuracy).toMatchObject({ count: 1, mean: 0.712 });
    expect(kinds!.cells[0]!.metrics!.accuracy.difference).toMatchObject({ count: 1 });
    expect(kinds!.cells[2]!.metrics).toBeUndefined();
    // The cell that both ablations have is done in both.
    expect(rates!.cells[0]!.metrics!.accuracy.mean).toBeCloseTo(0.9025, 12);
  });

  it('compares nothing where the base failed', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder, (cell) => cell === 3);
    pretendFailure(folder, runOf(folder, 'Kinds', 3, 0), 'No.');
    const [kinds] = await makeReports(folder);
    expect(kinds!.cells.every(({ metrics }) => !metrics?.accuracy.difference)).toBe(true);
  });

  it('names the engines where they differ', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendKinds(folder);
    pretendResult(folder, runOf(folder, 'Kinds', 0, 0), 700, 'native');
    expect((await makeReports(folder))[0]!.engines).toEqual(['native', 'wasm']);
  });
});
