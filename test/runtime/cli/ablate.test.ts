import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { mkdirSync } from 'node:fs';
import { tinyFolder } from '../training/tiny.js';
import { tinyTables } from '../ablation/support.js';
import { angnet, outcomeOf, startAngnet } from './cli.js';

// Every run is a process of its own, which takes a second or two to start.
vi.setConfig({ testTimeout: 240_000 });

/** A folder with the spec `tables.ang`, its data, and no other project above it. */
function folderWith(spec: string): string {
  const folder = tinyFolder();
  writeFileSync(join(folder, 'tables.ang'), spec);
  return folder;
}

const rates = ['ablate', 'tables.ang', '--ablation', 'Rates', '--engine', 'wasm'] as const;
const small = tinyTables.replace(/seeds: \d/g, 'seeds: 1');

/** Paths of the results in a folder of runs, with when they were written. */
function results(folder: string): Record<string, number> {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('result.json'),
  );
  return Object.fromEntries(found.map((path) => [path, statSync(join(folder, path)).mtimeMs]));
}

describe('the dry run of `ablate`', () => {
  it('shows the plan and what it takes, and leaves nothing behind', async () => {
    const folder = folderWith(tinyTables);
    const { code, out } = await angnet(folder, 'ablate', 'tables.ang', '--dry-run', '--engine', 'reference');
    expect(code).toBe(0);
    expect(out.slice(out.indexOf('Kinds')).replace(/[0-9a-f]{8}/g, '########')).toMatchInlineSnapshot(`
      "Kinds of Tiny, 3 seeds

      rows     columns  hash      parameters  steps  a step    a run      peak
      plain    small    ########         338     12  13.9 K  166.8 K  21.5 KiB
      plain    large    ########         338     12  27.8 K  333.5 K  36.2 KiB
      angular  small    ########         338     12  13.9 K  166.8 K  20.7 KiB
      angular  large    ########         338     12  27.8 K  333.5 K  33.3 KiB  base

      plain, small: \`@angle\` finds no layer to change
      plain, large: \`@angle\` finds no layer to change

      Rates of Tiny, 2 seeds

      optimizer.lr  hash      parameters  steps  a step    a run      peak
      0.02          ########         338     12  27.8 K  333.5 K  33.3 KiB  the same runs as in Kinds; base
      0.01          ########         338     12  27.8 K  333.5 K  33.3 KiB

      6 cells, 5 different experiments, 14 runs: 3.7 M multiply-adds
      The engine reference isn't measured, so that no time can be estimated.
      \`a step\` and \`a run\` are multiply-adds; \`peak\` is the memory of a step on wasm and cpu.
      "
    `);
    expect(existsSync(join(folder, 'runs'))).toBe(false);
  });

  it('estimates the time by the self-test of the engine, and says that it does', async () => {
    const { out } = await angnet(folderWith(small), 'ablate', 'tables.ang', '--dry-run', '--engine', 'wasm');
    expect(out).toMatch(/^About \d+ s on wasm, one run after another: an estimate, from [\d.]+ GFLOP\/s/m);
  });

  it('as JSON has the plan', async () => {
    const folder = folderWith(small);
    const { out } = await angnet(
      folder,
      'ablate',
      'tables.ang',
      '--dry-run',
      '--engine',
      'wasm',
      '--json',
      '--seeds',
      '2',
    );
    const json = JSON.parse(out) as { plan: { runs: unknown[] }; expectedSeconds: number };
    expect(json).toMatchObject({ schema: 1, engine: 'wasm', plan: { file: 'tables.ang' } });
    expect(json.plan.runs).toHaveLength(10);
    expect(json.expectedSeconds).toBeGreaterThan(0);
  });

  it('finds what is wrong with a cell before anything runs', async () => {
    const folder = folderWith(small.replace('[0.02, 0.01]', '[0.02, -1]'));
    const { code, err } = await angnet(folder, 'ablate', 'tables.ang');
    expect(code).toBe(1);
    expect(err).toContain("can't be -1");
    expect(existsSync(join(folder, 'runs'))).toBe(false);
  });
});

describe('`ablate`', () => {
  it('trains each meaning once, makes tables, and finds all done the next time', async () => {
    const folder = folderWith(small);
    const trained = await angnet(folder, 'train', 'tables.ang', '--experiment', 'Tiny', '--engine', 'wasm');
    expect(trained.code).toBe(0);
    const before = results(join(folder, 'runs'));
    const { code, out, err } = await angnet(folder, 'ablate', 'tables.ang', '--engine', 'wasm', '--jobs', '2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/6 cells, 5 different experiments, 5 runs/);
    expect(out).toMatch(/^Kinds plain, small, seed 0: started$/m);
    expect(out).toMatch(/^Kinds plain, small, seed 0: [\d.]+ %$/m);
    expect(out).toMatch(/^5 of 5 runs done$/m);
    expect(out).toMatch(/^plain +[\d.]+ \(70\.00\) +[\d.]+ \(80\.00\)$/m);
    const [ablation] = readdirSync(join(folder, 'runs', 'ablations'));
    expect(ablation).toMatch(/^tables-[0-9a-f]{8}$/);
    const after = results(join(folder, 'runs'));
    expect(Object.keys(after)).toHaveLength(5);
    // The experiment itself was trained before.
    expect(after).toMatchObject(before);
    const again = await angnet(folder, 'ablate', 'tables.ang', '--engine', 'wasm');
    expect(again.code).toBe(0);
    expect(again.out).toContain('finished already');
    expect(results(join(folder, 'runs'))).toEqual(after);
    const path = join('runs', 'ablations', ablation!);
    expect(readdirSync(join(folder, path)).sort()).toEqual(
      ['cells.csv', 'logs', 'plan.json', 'runs.csv', 'spec.ang'].concat(
        ['html', 'json', 'md', 'tex'].map((ending) => `tables.${ending}`),
      ),
    );
    const json = await angnet(folder, 'ablate', path, '--tables-only', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 1,
      folder: path,
      ablations: [{ name: 'Kinds' }, { name: 'Rates' }],
    });
    // One ablation of the file finds its runs done, and other commands can use them.
    const one = await angnet(folder, ...rates);
    expect(one.code).toBe(0);
    expect(results(join(folder, 'runs'))).toEqual(after);
    const plain = JSON.parse(json.out) as {
      ablations: { cells: { runs: { folder: string; accuracy: number }[] }[] }[];
    };
    const run = plain.ablations[0]!.cells[0]!.runs[0]!;
    const evaluated = await angnet(folder, 'eval', join(path, run.folder), '--engine', 'wasm', '--json');
    expect(JSON.parse(evaluated.out)).toMatchObject({ test: { accuracy: run.accuracy } });
  });

  it('goes on where a run fails, shows why, and exits 1', async () => {
    const spec = small.replace('[0.02, 0.01]', '[0.02, 1e37, 0.01]');
    const folder = folderWith(spec);
    const args = [...rates, '--out', 'here'];
    const { code, out, err } = await angnet(folder, ...args);
    expect(code).toBe(1);
    expect(err).toMatch(/^warning\[unlikely-value\]: .*1e37[^]*\nerror: 1 run failed; --resume tries again\.\n$/);
    expect(out).toMatch(/^1e37 .*failed: Training stopped: the (loss is|gradients are) not finite at step \d+ of 12,/m);
    expect(out).toMatch(/^0\.01 +[\d.]+/m);
    const runs = readFileSync(join(folder, 'here', 'runs.csv'), 'utf8').split('\n');
    expect(runs.filter((line) => line.includes(',done,'))).toHaveLength(2);
    expect(runs.filter((line) => line.includes(',failed,'))).toHaveLength(1);
    const again = await angnet(folder, ...args);
    expect(again.code).toBe(1);
    expect(again.err).toContain(
      '\nerror: here holds an unfinished ablation (2 of 3 runs done, 1 failed): continue it with --resume, or see what is there with --tables-only.\n',
    );
    // Another plan doesn't mix with this one.
    const other = await angnet(folder, ...args, '--seeds', '2');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('here holds another plan')]);
  });

  it('applies a profile and settings to all cells, and shows nothing that is expected beside them', async () => {
    const folder = folderWith(small);
    const args = ['--ablation', 'Kinds', '--profile', 'quick', '--set', 'optimizer.lr=0.03', '--engine', 'wasm'];
    const { code, out } = await angnet(folder, 'ablate', 'tables.ang', ...args);
    expect(code).toBe(0);
    expect(out).not.toContain('Table 7');
    expect(out).not.toContain('80.00)');
    expect(out).toContain(
      "What publications report for these cells isn't shown: the runs have settings of their own (the profile `quick` and `optimizer.lr=0.03`)",
    );
    for (const path of Object.keys(results(join(folder, 'runs')))) {
      const text = readFileSync(join(folder, 'runs', path, '../canonical.txt'), 'utf8');
      expect(text).toMatch(/length\n {2}3 steps/);
      expect(text).toContain('lr: 0.03');
    }
  });

  it('goes on by the plan when the spec was edited, and by its data', async () => {
    const folder = folderWith(small);
    const started = startAngnet(folder, [...rates, '--out', 'there']);
    const ended = outcomeOf(started);
    while (!existsSync(join(folder, 'there', 'plan.json'))) await setTimeout(50);
    writeFileSync(join(folder, 'tables.ang'), 'model Nothing { image: input([1, 1, 1]) }');
    expect((await ended).code).toBe(0);
    expect(Object.keys(results(join(folder, 'there', 'runs')))).toHaveLength(2);
  });

  it('takes along what the spec imports, wherever its folder lies', async () => {
    const folder = folderWith('');
    const [model, rest] = small.split('\n\nexperiment');
    mkdirSync(join(folder, 'specs'));
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'net.ang'), model!);
    writeFileSync(
      join(folder, 'specs', 'tables.ang'),
      `import { Tiny } from "../net.ang"\n\nexperiment${rest!.replaceAll(/"(\w+\.npy)"/g, '"../$1"')}`,
    );
    // No project is above it, in which imports could lead upwards.
    const out = join(tinyFolder(), 'elsewhere');
    const args = ['--ablation', 'Rates', '--engine', 'wasm', '--steps', '1', '--out', out];
    const { code, err } = await angnet(folder, 'ablate', 'specs/tables.ang', ...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [result] = Object.keys(results(out));
    const run = join(out, result!, '..');
    expect((await angnet(folder, 'eval', run, '--engine', 'wasm')).err).toBe('');
  });

  it('is refused where data are missing, before a run is started', async () => {
    const folder = folderWith(small.replace('train: "x.npy"', 'train: "z.npy"'));
    const { code, err } = await angnet(folder, 'ablate', 'tables.ang', '--engine', 'wasm', '--out', 'there');
    expect(code).toBe(1);
    expect(err).toContain('z.npy');
    expect(existsSync(join(folder, 'there', 'runs'))).toBe(false);
  });
});

describe('an ablation that is cut off', () => {
  const long = small.replace('steps: 12\n', 'steps: 3000\n');
  const args = [...rates, '--out', 'there'];

  it('saves on Ctrl-C, exits 130, and goes on from there', async () => {
    const folder = folderWith(long);
    const child = startAngnet(folder, args);
    const ended = outcomeOf(child);
    const metrics = () =>
      existsSync(join(folder, 'there', 'runs')) &&
      readdirSync(join(folder, 'there', 'runs'), { recursive: true, encoding: 'utf8' }).find((path) =>
        path.endsWith('metrics.jsonl'),
      );
    while (!metrics() || statSync(join(folder, 'there', 'runs', metrics() as string)).size < 1000) await setTimeout(50);
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toMatch(/Interrupted with 0 of 2 runs done; the others are saved as far as they are\.\n/);
    const tables = await angnet(folder, 'ablate', 'there', '--tables-only');
    expect(tables.out).toMatch(/^0\.02 +not finished; base$/m);
    expect((await angnet(folder, ...args)).err).toContain('continue it with --resume');
    const resumed = await angnet(folder, ...args, '--resume', '--jobs', '2');
    expect(resumed.code).toBe(0);
    const logs = readdirSync(join(folder, 'there', 'logs')).map((name) =>
      readFileSync(join(folder, 'there', 'logs', name), 'utf8'),
    );
    expect(logs.filter((log) => /continuing after step \d+/.test(log))).toHaveLength(1);
  });

  it('goes on after everything was killed, without repeating what is done', async () => {
    const folder = folderWith(long.replace('0.01]', '0.01, 0.03]'));
    const child = startAngnet(folder, args, { detached: true });
    const ended = outcomeOf(child);
    const runs = join(folder, 'there', 'runs');
    while (!existsSync(runs) || Object.keys(results(runs)).length === 0) await setTimeout(50);
    // The second one begins.
    while (readdirSync(join(folder, 'there', 'logs')).length < 2) await setTimeout(20);
    process.kill(-child.pid!, 'SIGKILL');
    expect((await ended).code).toBe(null);
    const before = results(runs);
    expect(Object.keys(before).length).toBeLessThan(3);
    const { code, out } = await angnet(folder, 'ablate', 'there', '--engine', 'wasm', '--resume');
    expect(code).toBe(0);
    expect(out).toMatch(/^3 of 3 runs done$/m);
    const after = results(runs);
    expect(Object.keys(after)).toHaveLength(3);
    expect(after).toMatchObject(before);
  });

  it('ends its processes, saved, when it alone was killed', async () => {
    const folder = folderWith(long.replaceAll('3000', '1000000'));
    const child = startAngnet(folder, args);
    const ended = outcomeOf(child);
    const locks = () =>
      existsSync(join(folder, 'there', 'runs'))
        ? readdirSync(join(folder, 'there', 'runs'), { recursive: true, encoding: 'utf8' }).filter((path) =>
            path.endsWith('.lock'),
          )
        : [];
    while (locks().length === 0) await setTimeout(50);
    await setTimeout(1000);
    child.kill('SIGKILL');
    await ended;
    while (locks().length > 0) await setTimeout(50);
    const [log] = readdirSync(join(folder, 'there', 'logs'));
    expect(readFileSync(join(folder, 'there', 'logs', log!), 'utf8')).toMatch(
      /Interrupted after step [\d,]+ of 1,000,000, saved/,
    );
  });
});

describe('what `ablate` refuses', () => {
  it.each([
    [['tables.ang', '--ablation', 'Kind'], 2, 'tables.ang has no ablation `Kind`. Did you mean `Kinds`?'],
    [['tables.ang', '--profile', 'quik'], 2, '`Tiny` has no profile `quik`. Did you mean `quick`?'],
    [['tables.ang', '--set', 'bacth=4'], 2, 'An experiment has no field called `bacth`.'],
    [['tables.ang', '--jobs', '0'], 2, 'It must be a whole number from 1 to 1,000.'],
    [['tables.ang', '--seeds', '0'], 2, 'It must be a whole number from 1 to 1,000.'],
    [['tables.ang', '--resume', '--dry-run'], 2, '--dry-run starts nothing'],
    [['tables.ang', '--tables-only', '--resume'], 2, '--tables-only trains nothing'],
    [['tables.ang', '--tables-only'], 1, 'There are no runs to make tables of: runs/ablations/tables-'],
    [['tiny.ang'], 2, 'tiny.ang declares no ablation: write one'],
    [['.'], 1, '. is not the folder of an ablation: it has no plan.json.'],
    [['tables.ang', '--index', '0'], 1, 'tables.ang is not the folder of an ablation'],
    [['tables.ang', '--out', 'taken', '--engine', 'wasm'], 1, "taken holds other files than an ablation's (mine.txt)"],
    [['nothing.ang'], 1, "Can't read nothing.ang: there is no such file or folder."],
  ])('%j', async (args, exitCode, message) => {
    const folder = folderWith(small);
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'mine.txt'), '');
    const { code, err } = await angnet(folder, 'ablate', ...args);
    expect([code, err]).toEqual([exitCode, expect.stringContaining(message)]);
  });

  it('to change a plan, or to execute a run that it lacks', async () => {
    const folder = folderWith(small);
    await angnet(folder, ...rates, '--out', 'there', '--steps', '1');
    const changed = await angnet(folder, 'ablate', 'there', '--seeds', '2');
    expect([changed.code, changed.err]).toEqual([
      2,
      "error: there is the folder of an ablation, whose plan is fixed: --seeds can't change it.\n",
    ]);
    const beyond = await angnet(folder, 'ablate', 'there', '--index', '2');
    expect([beyond.code, beyond.err]).toEqual([2, 'error: there has no run 2: those of its plan are called 0 to 1.\n']);
  });
});
