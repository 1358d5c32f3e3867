import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../runtime/ablation/make-plan.js';
import { digestOf, readPlan } from '../../../runtime/ablation/plan-file.js';
import { openAblations } from '../../../runtime/spec/index.js';
import { hashText } from '../../../compiler/canonical/index.js';
import { tinyFolder } from '../training/tiny.js';
import { storedPlan, tinyTables } from './support.js';

/** The paper's tables with a net so narrow that compiling it takes less time. */
function paper() {
  const overrides = ['model.width=2'];
  const path = join(import.meta.dirname, '../../../examples/paper/tables.ang');
  const opened = openAblations(path, { overrides });
  return makePlan(
    path,
    opened.map(({ ablation }) => ablation),
    { overrides },
  );
}

describe('a plan', () => {
  it("trains the paper's 19 cells in 16 runs", () => {
    const plan = paper();
    expect(plan.ablations.map(({ name, cells }) => [name, cells.length])).toEqual([
      ['Scale', 6],
      ['Offset', 3],
      ['Layers', 6],
      ['Functions', 4],
    ]);
    expect(plan.runs).toHaveLength(16);
    const bases = plan.ablations.map(({ cells, base }) => cells[base]!);
    expect(bases.map(({ labels }) => labels.join(', '))).toEqual(['30', 'log(m: 0rad)', 'angular, angular', 'log']);
    expect(new Set(bases.map(({ hash }) => hash)).size).toBe(1);
    expect(plan.ablations.every(({ baseIsExperiment }) => baseIsExperiment)).toBe(true);
    // So that every other run can be compared as soon as it is done.
    expect(plan.runs[0]).toEqual({ hash: bases[0]!.hash, seed: 0 });
  }, 60_000);

  it('compares with the first cell where none is the experiment itself', () => {
    const path = join(tinyFolder(), 'rates.ang');
    writeFileSync(path, `${tinyTables}\nablation Others of Tiny { vary optimizer.lr: [0.3, 0.4]  batch: 5 }\n`);
    const [opened] = openAblations(path).slice(-1);
    expect(makePlan(path, [opened!.ablation], {}).ablations[0]).toMatchObject({ base: 0, baseIsExperiment: false });
  });

  it('counts the edits that all cells have to what cells are compared with', () => {
    const path = join(tinyFolder(), 'rates.ang');
    writeFileSync(path, `${tinyTables}\nablation Others of Tiny { vary optimizer.lr: [0.3, 0.02]  batch: 5 }\n`);
    const [opened] = openAblations(path).slice(-1);
    expect(makePlan(path, [opened!.ablation], {}).ablations[0]).toMatchObject({ base: 1, baseIsExperiment: true });
  });

  it('has all runs of one seed before those of the next, each once', async () => {
    const { plan } = (await storedPlan(tinyTables)).folder;
    expect(plan.runs.map(({ seed }) => seed)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(new Set(plan.runs.map(({ hash, seed }) => `${hash} ${seed}`)).size).toBe(plan.runs.length);
    for (const [hash, { canonical }] of Object.entries(plan.experiments)) expect(hashText(canonical)).toBe(hash);
  });

  it('takes another number of seeds', async () => {
    const { plan } = (await storedPlan(tinyTables, {}, 4)).folder;
    expect(plan.ablations.map(({ seeds }) => seeds)).toEqual([4, 4]);
    expect(plan.runs).toHaveLength(20);
  });

  it('is the same for a spec that means the same', async () => {
    const digests = [
      await storedPlan(tinyTables),
      await storedPlan(`// A comment.\n${tinyTables.replaceAll('  ', '    ')}`),
      await storedPlan(tinyTables.replace('0.01]', '0.03]')),
    ].map(({ digest }) => digest);
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it('is read as it was written', async () => {
    const stored = await storedPlan(tinyTables, { profile: 'quick' });
    const again = (await readPlan(stored.folder.path))!;
    expect(again.folder.plan).toEqual(stored.folder.plan);
    expect(again.folder.plan.configuration).toEqual({ profile: 'quick' });
    expect(digestOf(again.folder.plan)).toBe(stored.digest);
    expect([again.spec, again.dataFolder]).toEqual([stored.spec, stored.dataFolder]);
    expect(readFileSync(stored.spec, 'utf8')).toBe(tinyTables);
  });

  it.each([
    ['changed', (text: string) => text.replace('"seeds": 3', '"seeds": 2'), 'was changed after it was written'],
    ['cut off', (text: string) => text.slice(0, 500), 'is damaged'],
    ['of another program', () => '{"schema": 2}', 'is damaged, or was written by another version'],
  ])('is refused when %s', async (_, damage, message) => {
    const { folder } = await storedPlan(tinyTables);
    const file = folder.file('plan.json');
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    await expect(readPlan(folder.path)).rejects.toThrow(message);
  });
});
