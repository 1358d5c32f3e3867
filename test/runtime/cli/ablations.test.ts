import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet } from './cli.js';

const spec = `${tinySpec.replace('steps: 12\n', 'steps: 12\n  profile quick { steps: 3 }\n')}
ablation Kinds of Tiny {
  rows { plain: { replace angfc with fc }  angular: {} }
  vary batch: [8, 4]
  seeds: 2
}
`;

async function summary(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const folder = tinyFolder();
  writeFileSync(join(folder, 'tiny.ang'), spec);
  return angnet(folder, 'summary', 'tiny.ang', ...args);
}

it('`summary --ablation` lists the cells', async () => {
  const { out, code } = await summary('--ablation', 'Kinds');
  expect(code).toBe(0);
  expect(out.replace(/[0-9a-f]{8}/g, '########')).toMatchInlineSnapshot(`
    "Kinds of Tiny

    rows     batch  hash      parameters  a step    a run      kept      peak
    plain    8      ########         338  27.8 K  333.5 K  19.4 KiB  36.2 KiB
    plain    4      ########         338  13.9 K  166.8 K   9.7 KiB  21.5 KiB
    angular  8      ########         338  27.8 K  333.5 K  19.8 KiB  33.3 KiB
    angular  4      ########         338  13.9 K  166.8 K   9.9 KiB  20.7 KiB

    plain, 8: \`@angle\` finds no layer to change
    plain, 4: \`@angle\` finds no layer to change
    \`a step\` and \`a run\` (of one seed) are multiply-adds; \`kept\` is for the backward half of a step.
    4 cells, 2 seeds, 8 different runs
    "
  `);
});

it('`summary --ablation` with a configuration shows which cells it makes the same', async () => {
  const { out } = await summary('--ablation', 'Kinds', '--profile', 'quick', '--set', 'batch=4', '--json');
  expect(JSON.parse(out)).toMatchObject({
    schema: 1,
    ablation: 'Kinds',
    experiment: 'Tiny',
    seeds: 2,
    cells: [{ sameAs: 0 }, { sameAs: 0 }, { sameAs: 2 }, { sameAs: 2 }],
  });
});

it.each([
  [['--ablation', 'Kind'], 2, 'tiny.ang has no ablation `Kind`. Did you mean `Kinds`?'],
  [['--ablation', 'Kinds', '--profile', 'quik'], 2, '`Tiny` has no profile `quik`. Did you mean `quick`?'],
  [['--ablation', 'Kinds', '--set', 'bacth=4'], 2, 'An experiment has no field called `bacth`.'],
  [['--ablation', 'Kinds', '--set', 'batch=0'], 1, "`batch` of `experiment` can't be 0"],
])('%j is refused', async (args, exitCode, message) => {
  const { code, err } = await summary(...args);
  expect([code, err]).toEqual([exitCode, expect.stringContaining(message)]);
});

it('a wrong setting is told without the notes of the spec', async () => {
  const { code, err } = await summary('--set', 'batch=0');
  expect(code).toBe(1);
  expect(err).toContain('error[argument-range]');
  expect(err).not.toContain('note[');
});
