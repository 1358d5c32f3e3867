import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseSafetensors } from '../../../runtime/files/index.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet, eventsIn } from './cli.js';

vi.setConfig({ testTimeout: 60_000 });

const wasm = ['--engine', 'wasm'];
const train = ['train', 'tiny.ang', ...wasm];

describe('train --json', () => {
  it('writes one object a line, from the opening to the result', async () => {
    const folder = tinyFolder();
    const { code, out } = await angnet(folder, ...train, '--out', 'run', '--set', 'data.validation=12', '--json');
    expect(code).toBe(0);
    const events = eventsIn(out);
    expect(events.every(({ schema }) => schema === 1)).toBe(true);
    const [opening, start, ...rest] = events;
    expect(opening).toMatchObject({ event: 'opening', experiment: 'Tiny', seed: 0, engine: 'wasm', folder: 'run' });
    expect(start).toMatchObject({ event: 'start', from: 0, steps: 12, train: 48, test: 21 });
    const progress = rest.filter(({ event }) => event === 'progress');
    expect(progress.at(-1)).toMatchObject({ step: 12, steps: 12, learningRate: Math.fround(0.02) });
    const validations = rest.filter(({ event }) => event === 'validation');
    expect(validations.map(({ step, isBest }) => [step, typeof isBest])).toEqual([
      [6, 'boolean'],
      [12, 'boolean'],
    ]);
    const result = JSON.parse(readFileSync(join(folder, 'run/result.json'), 'utf8')) as object;
    expect(rest.at(-1)).toEqual({ event: 'result', ...result, folder: 'run', wasFinished: false });
    const again = await angnet(folder, ...train, '--out', 'run', '--set', 'data.validation=12', '--json');
    expect(eventsIn(again.out)).toEqual([{ event: 'result', ...result, folder: 'run', wasFinished: true }]);
  });

  it('ends with an error, on a line too', async () => {
    const folder = tinyFolder();
    const failed = await angnet(folder, ...train, '--out', 'run', '--set', 'optimizer.lr=1e30', '--json');
    expect(failed.code).toBe(1);
    expect(eventsIn(failed.out).at(-1)).toEqual({
      schema: 1,
      event: 'error',
      error: { message: expect.stringMatching(/^Training stopped: /) as string },
    });
    const wrong = await angnet(folder, ...train, '--set', 'batch=0', '--json');
    expect(eventsIn(wrong.out)).toMatchObject([{ schema: 1, event: 'error', diagnostics: [{ severity: 'error' }] }]);
  });
});

describe('train --quiet', () => {
  it('prints the result alone', async () => {
    const { out, err } = await angnet(tinyFolder(), ...train, '--out', 'run', '--quiet');
    expect(out).toMatch(/^test accuracy .*\nrun: report\.html, features\.svg, .*\n$/);
    expect(err).toBe('');
  });

  it('does not go with --json', async () => {
    const { code, err } = await angnet(tinyFolder(), ...train, '--quiet', '--json');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: --quiet prints the result alone and --json every event: choose one.\n',
    });
  });
});

describe('train --overfit-batch', () => {
  it('learns a batch that can be learnt, and writes nothing', async () => {
    const folder = tinyFolder();
    const before = readdirSync(folder).sort();
    const { code, out } = await angnet(folder, ...train, '--overfit-batch', '--set', 'optimizer.lr=0.05');
    expect(out).toMatch(
      /The batch is learnt by heart: all of it is classified right after \d+ steps on the same 8 examples \(loss \S+ at first, \S+ at last\)\.\n$/,
    );
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it('exits 1 where it can not, and says what to look at', async () => {
    const given = ['--overfit-batch', '--steps', '5', '--set', 'optimizer.lr=0'];
    const { code, out } = await angnet(tinyFolder(), ...train, ...given);
    expect(code).toBe(1);
    expect(out).toMatch(
      /The batch is not learnt by heart: \d+\.\d\d % of it .* after 5 steps .*\nLook at the learning rate/,
    );
    const json = await angnet(tinyFolder(), ...train, ...given, '--json');
    expect(eventsIn(json.out).at(-1)).toMatchObject({ event: 'overfit', learned: false, steps: 5, batch: 8 });
  });

  it.each([['--resume'], ['--force'], ['--out', 'x'], ['--from', 'x'], ['--keep-every', '2']])(
    'refuses %s',
    async (...option) => {
      const { code, err } = await angnet(tinyFolder(), ...train, '--overfit-batch', ...option);
      expect(code).toBe(2);
      expect(err).toBe(`error: --overfit-batch writes nothing, so ${option[0]} has no meaning with it.\n`);
    },
  );
});

describe('train --from', () => {
  const weightsOf = (folder: string, name: string) =>
    parseSafetensors(new Uint8Array(readFileSync(join(folder, name))), name).tensors;

  it("begins with another run's weights, and says which did not fit and why", async () => {
    const folder = tinyFolder();
    await angnet(folder, ...train, '--out', 'first');
    const changed = tinySpec.replace('conv(4, 3x3)', 'conv(4, 3x3)\n  extra: bn').replace('fc(2)', 'fc(3)');
    writeFileSync(join(folder, 'tiny.ang'), changed);
    const from = ['--from', 'first', '--steps', '0'];
    const { code, out } = await angnet(folder, ...train, ...from, '--out', 'second');
    expect(code).toBe(0);
    expect(out).toContain(
      '3 of 7 weights are taken from first; statistics and what the optimizer keeps start anew\n' +
        '  feature/filter: not taken, it is [144, 3] here and [144, 2] there\n' +
        '  classifier/filter: not taken, it is [3, 3] here and [2, 3] there\n' +
        '  extra/gamma: not taken, that run has no weight of this name\n' +
        '  extra/beta: not taken, that run has no weight of this name\n',
    );
    const [first, second] = [
      weightsOf(folder, 'first/weights.safetensors'),
      weightsOf(folder, 'second/weights.safetensors'),
    ];
    expect(second['0/filter']).toEqual(first['0/filter']);
    expect(second['1/mean']!.data).toEqual(new Float32Array(4));
    const record = JSON.parse(readFileSync(join(folder, 'second/run.json'), 'utf8')) as object;
    expect(record).toMatchObject({ from: { run: 'first', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } });
  });

  it('goes to a folder of its own, is continued without --from, and is not taken for another run', async () => {
    const folder = tinyFolder();
    await angnet(folder, ...train, '--out', 'first');
    await angnet(folder, ...train, '--out', 'other', '--seed', '3');
    const { out } = await angnet(folder, ...train, '--from', 'first', '--steps', '3');
    expect(out).toMatch(/\nruns\/Tiny\/[0-9a-f]{8}-0-from-[0-9a-f]{8}: /);
    await angnet(folder, ...train, '--from', 'first', '--out', 'second', '--steps', '20');
    const again = await angnet(folder, ...train, '--out', 'second', '--steps', '20', '--resume');
    expect(again.out).toContain('This run is finished already');
    const { code, err } = await angnet(folder, ...train, '--from', 'other', '--out', 'second', '--steps', '20');
    expect(code).toBe(1);
    expect(err).toBe(
      'error: second holds a run that began with other weights, of first: choose another folder with --out, or overwrite it with --force.\n',
    );
  });

  it('refuses a run of which nothing fits, and what is no run', async () => {
    const folder = tinyFolder();
    await angnet(folder, ...train, '--out', 'first');
    const other = tinySpec
      .replace('conv(4, 3x3)', 'c: conv(5, 3x3)')
      .replace('bn\n', 'b: bn\n')
      .replace('fc(2)', 'fc(6)');
    writeFileSync(join(folder, 'tiny.ang'), other);
    expect((await angnet(folder, ...train, '--from', 'first', '--out', 'second')).err).toBe(
      'error: No weight of first fits this experiment: names or shapes differ (c/filter here, 0/filter there).\n',
    );
    expect((await angnet(folder, ...train, '--from', 'nowhere')).err).toBe(
      'error: There is no folder nowhere: a run lies where `train` wrote it, by default in runs/EXPERIMENT/HASH-SEED.\n',
    );
    expect(existsSync(join(folder, 'second/run.json'))).toBe(false);
  });
});

it('train tells the best and the last where examples are held out, and both can be used', async () => {
  const folder = tinyFolder();
  const held = ['--set', 'data.validation=12', '--steps', '40'];
  const { out } = await angnet(folder, ...train, '--out', 'run', ...held);
  expect(out).toMatch(/\nstep 6: validation loss \S+, accuracy \S+ %, the best so far\n/);
  expect(out).toMatch(
    /\nvalidation accuracy .*\ntest accuracy .*\n(best on held-out examples after step \d+: validation accuracy \S+ %, test accuracy \S+ %|the last step is also the best on held-out examples)\n/,
  );
  const { best, test } = JSON.parse(readFileSync(join(folder, 'run/result.json'), 'utf8')) as Record<
    string,
    { test: object }
  >;
  const evaluated = async (...more: readonly string[]) =>
    JSON.parse((await angnet(folder, 'eval', 'run', ...wasm, '--json', ...more)).out) as {
      weights: string;
      test: object;
    };
  expect(await evaluated('--best')).toMatchObject({ weights: 'run/checkpoints/best.safetensors', test: best!.test });
  expect(await evaluated()).toMatchObject({ weights: 'run/weights.safetensors', test: test! });
  await angnet(folder, ...train, '--out', 'plain');
  expect((await angnet(folder, 'eval', 'plain', '--best')).err).toBe(
    'error: plain has no best weights: nothing was held out to choose them by (`validation` of the data).\n',
  );
});
