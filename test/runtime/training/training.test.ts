import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { chooseEngine } from '../../../runtime/engines/index.js';
import { readJsonLines } from '../../../runtime/files/index.js';
import { evaluate, loadData, loadRun, openRun, predict } from '../../../runtime/training/index.js';
import type { TrainingEvent } from '../../../runtime/training/index.js';
import { TEST, TRAIN, tinyFolder } from './tiny.js';
import { contents, trainTiny } from './train-tiny.js';

// Drawing libraries take seconds to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe.each(['wasm', 'reference'])('a run on %s', (engine) => {
  it('that was stopped and resumed equals one that was not, bit for bit', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, engine, out: 'whole' });
    expect(await trainTiny({ folder, engine, out: 'parts', stopAt: 5 })).toEqual({
      kind: 'interrupted',
      step: 5,
      steps: 12,
    });
    const starts: TrainingEvent[] = [];
    await trainTiny({ folder, engine, out: 'parts', resume: true, report: (event) => starts.push(event) });
    expect(starts[0]).toEqual({ kind: 'start', from: 5, steps: 12, train: TRAIN, test: TEST });
    expect(contents(folder, 'parts')).toEqual(contents(folder, 'whole'));
  });

  it('repeats bit for bit, and another seed differs', async () => {
    const folder = tinyFolder();
    for (const [out, seed] of [
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ] as const)
      await trainTiny({ folder, engine, out, seed });
    const [a, b, c] = ['a', 'b', 'c'].map((out) => contents(folder, out));
    expect(b).toEqual(a);
    expect(c!['weights.safetensors']).not.toEqual(a!['weights.safetensors']);
    expect(c!['canonical.txt']).toEqual(a!['canonical.txt']);
  });
});

describe('a run with augmented and held-out examples', () => {
  const overrides = ['data.augment=[pad(1, reflect), crop(6), flip]', 'data.validation=12'];

  it('is the same bit for bit where it was stopped at the end of an epoch and resumed', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'whole', overrides });
    expect(await trainTiny({ folder, out: 'parts', overrides, stopAt: 6 })).toMatchObject({ step: 6 });
    await trainTiny({ folder, out: 'parts', overrides, resume: true });
    expect(contents(folder, 'parts')).toEqual(contents(folder, 'whole'));
  });

  it('evaluates the held-out examples after each epoch and after the last step', async () => {
    const folder = tinyFolder();
    const events: TrainingEvent[] = [];
    // 48 examples in batches of 8: an epoch has 6 steps.
    const outcome = await trainTiny({
      folder,
      out: 'run',
      overrides: [...overrides, 'steps=14'],
      report: (event) => events.push(event),
    });
    expect(events[0]).toEqual({ kind: 'start', from: 0, steps: 14, train: TRAIN - 12, test: TEST });
    const metrics = await readJsonLines(join(folder, 'run', 'metrics.jsonl'));
    const measured = metrics.filter((record) => 'validation_loss' in record);
    expect(measured.map(({ step }) => step)).toEqual([6, 12, 14]);
    const last = { loss: measured[2]!['validation_loss'], accuracy: measured[2]!['validation_accuracy'] };
    expect(outcome).toMatchObject({ result: { validation: { ...last, count: 12 }, test: { count: TEST } } });
    const reported = events.flatMap((event) => (event.kind === 'validation' ? [event.step] : []));
    expect(reported).toEqual([6, 12, 14]);
  });

  it('trains on other pixels than without', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'plain', overrides: ['steps=1'] });
    await trainTiny({ folder, out: 'changed', overrides: ['steps=1', 'data.augment=[pad(2), crop(6)]'] });
    await trainTiny({ folder, out: 'same', overrides: ['steps=1', 'data.augment=[flip(0%)]'] });
    const loss = async (out: string) => (await readJsonLines(join(folder, out, 'metrics.jsonl')))[0]!['loss'];
    expect(await loss('changed')).not.toBe(await loss('plain'));
    expect(await loss('same')).toBe(await loss('plain'));
  });
});

describe('a run', () => {
  it('resumes from its last checkpoint after a crash, and forgets what it did since', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'whole' });
    await trainTiny({ folder, out: 'crashed', stopAt: 4 });
    const metrics = join(folder, 'crashed', 'metrics.jsonl');
    writeFileSync(
      metrics,
      `${readFileSync(metrics, 'utf8')}{"step":5,"loss":9,"accuracy":0,"learning_rate":1}\n{"step":6,"lo`,
    );
    await trainTiny({ folder, out: 'crashed', resume: true });
    expect(contents(folder, 'crashed')).toEqual(contents(folder, 'whole'));
  });

  it('keeps its spec, and what that imports of the library comes from the library again', async () => {
    const folder = tinyFolder();
    const path = join(folder, 'tiny.ang');
    const text = readFileSync(path, 'utf8').replace('conv(4, 3x3)', 'residual(4)');
    writeFileSync(path, `import { residual } from "angnet/resnet.ang"\n\n${text}`);
    await trainTiny({ folder, out: 'run', overrides: ['steps=1'] });
    const run = join(folder, 'run');
    expect(existsSync(join(run, 'spec.ang'))).toBe(true);
    expect(existsSync(join(run, 'sources'))).toBe(false);
    expect((await openRun(run)).experiment.network.nodes.map(({ layer }) => layer.name)).toContain('angconv');
  });

  it('writes a checkpoint every so often', async () => {
    const folder = tinyFolder();
    const seen = new Set<string>();
    const checkpoint = join(folder, 'run', 'checkpoints', 'last.safetensors');
    await trainTiny({
      folder,
      out: 'run',
      checkpointSeconds: 0,
      report: (event) => {
        if (event.kind === 'progress' && event.step > 1) seen.add(readFileSync(checkpoint).toString('base64'));
      },
    });
    expect(seen.size).toBe(11);
  });

  it('learns, and records every step', async () => {
    const folder = tinyFolder();
    const outcome = await trainTiny({ folder, out: 'run', overrides: ['steps=60'] });
    if (outcome.kind !== 'done') throw new Error('interrupted');
    expect(outcome.result.test.count).toBe(TEST);
    expect(outcome.result.test.accuracy).toBeGreaterThan(0.9);
    expect(outcome.result.pictures).toEqual(['features.svg', 'features.png', 'curves.svg', 'curves.png']);
    const records = await readJsonLines(join(folder, 'run', 'metrics.jsonl'));
    expect(records.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(records[59]!['loss']).toBeLessThan(records[0]!['loss'] as number);
  });

  it('is evaluated exactly, whatever the batch: the short last one counts as what it is', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'run' });
    const run = await openRun(join(folder, 'run'));
    const dataset = await loadData(run.experiment, run.dataFolder);
    const { engine } = await chooseEngine('reference');
    const losses = await Promise.all(
      [1, 8, 21, 50].map(async (batch) => {
        const session = await loadRun({ ...run, experiment: { ...run.experiment, batch } }, engine);
        return evaluate(session, dataset.test);
      }),
    );
    for (const { loss, correct, count } of losses) {
      expect(count).toBe(TEST);
      expect(correct).toBe(losses[0]!.correct);
      expect(loss).toBeCloseTo(losses[0]!.loss, 12);
    }
  });

  it('predicts every example, short last batch included', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'run' });
    const run = await openRun(join(folder, 'run'));
    const { test } = await loadData(run.experiment, run.dataFolder);
    const session = await loadRun(run, (await chooseEngine('reference')).engine);
    const { data, shape } = await predict(session, test, 'feature');
    expect(shape).toEqual([TEST, 2]);
    const last = { count: 1, gather: (_: ArrayLike<number>, out: Float32Array) => test.gather([TEST - 1], out) };
    expect((await predict(session, last, 'feature')).data).toEqual(data.slice(-2));
  });

  it('of no steps is an evaluation of the initial weights', async () => {
    const outcome = await trainTiny({ folder: tinyFolder(), out: 'run', overrides: ['steps=0'] });
    expect(outcome).toMatchObject({ kind: 'done', result: { steps: 0, test: { count: TEST } } });
  });

  it('is not begun where another process trains, and takes over the lock of a dead one', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'run', stopAt: 3 });
    const lock = join(folder, 'run', '.lock');
    expect(existsSync(lock)).toBe(false);
    writeFileSync(lock, String(process.ppid));
    const message = `Another angnet process (id ${process.ppid}) is training in this folder`;
    await expect(trainTiny({ folder, out: 'run', resume: true })).rejects.toThrow(message);
    writeFileSync(lock, '4194305');
    const holders = new Set<string>();
    const report = () => holders.add(readFileSync(lock, 'utf8'));
    expect(await trainTiny({ folder, out: 'run', resume: true, report })).toMatchObject({ kind: 'done' });
    expect([...holders].map((text) => text.split(' ')[0])).toEqual([String(process.pid)]);
    expect(existsSync(lock)).toBe(false);
  });

  it('is neither finished nor resumed with other data', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'part', stopAt: 3 });
    await trainTiny({ folder, out: 'whole' });
    const labels = join(folder, 'yt.npy');
    const before = readFileSync(labels);
    const changed = Buffer.from(before);
    changed[changed.length - 1]! ^= 1;
    writeFileSync(labels, changed);
    for (const out of ['part', 'whole']) {
      await expect(trainTiny({ folder, out, resume: true })).rejects.toThrow(
        /yt\.npy has changed since the run in .* was started: start anew with --force/,
      );
    }
    writeFileSync(labels, before);
    expect(await trainTiny({ folder, out: 'part', resume: true })).toMatchObject({ kind: 'done' });
  });
});
