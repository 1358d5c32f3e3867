import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { encodeNpy, readJsonLines } from '../../../runtime/files/index.js';
import { ExampleOrder } from '../../../runtime/random/index.js';
import type { TrainingEvent } from '../../../runtime/training/index.js';
import { describeNative } from '../../support/needs.js';
import { tinyFolder, TRAIN } from './tiny.js';
import { contents, trainTiny } from './train-tiny.js';

vi.setConfig({ testTimeout: 60_000 });

const BAD = 17;
const order = new ExampleOrder(0, TRAIN);
/** The first step, counted from 0, whose batch holds the bad example; no later step of the run has it. */
const AT = Array.from({ length: 12 }, (_, step) => step).find((step) => order.batchIndices(step, 8).includes(BAD))!;
const overrides = ['data.normalize=x'];

/** Examples of the tiny experiment, some of which overflow f32 in the first convolution. */
function folderWith(isBad: (example: number) => boolean): string {
  const folder = tinyFolder();
  const size = 36;
  const values = Float32Array.from({ length: TRAIN * size }, (_, index) => (index * 7919) % 13);
  for (let example = 0; example < TRAIN; example++) {
    if (isBad(example)) values.fill(3e38, example * size, (example + 1) * size);
  }
  writeFileSync(join(folder, 'x.npy'), encodeNpy(values, [TRAIN, 6, 6, 1]));
  return folder;
}

const read = (folder: string, name: string) => readFileSync(join(folder, name));
const LAST = 'run/checkpoints/last.safetensors';

function describeOn(engine: string): void {
  it('stops training before anything has changed, and names the layer, its place, the step and the batch', async () => {
    const folder = folderWith((example) => example === BAD);
    const failure = trainTiny({ folder, out: 'run', engine, overrides });
    await expect(failure).rejects.toThrow(
      new RegExp(
        `^Training stopped: the (loss is|gradients are) not finite at step ${AT + 1} of 12, which has changed nothing\\. ` +
          'It begins in conv 0 \\(\\S+tiny\\.ang:3\\): \\d+ of 1152 numbers that `conv` gives are NaN or infinite\\. ' +
          `The batch: examples [\\d, ]+ and \\d+; it shows in example ${BAD}\\. ` +
          'Try a smaller learning rate, or `on_nan: skip`, which goes on with the next batch\\. ' +
          'What the run was before this step is kept in \\S+last\\.safetensors\\.$',
      ),
    );
    const record = JSON.parse(read(folder, 'run/not-finite.json').toString()) as object;
    expect(record).toMatchObject({
      ...{ schema: 1, step: AT + 1, batch: [...order.batchIndices(AT, 8)], examples: [BAD] },
      ...{ layer: '0', kind: 'conv', line: 3, pass: 'forward', operation: 'conv', of: 1152 },
    });
    expect(await readJsonLines(join(folder, 'run', 'metrics.jsonl'))).toHaveLength(AT);
    const sound = folderWith(() => false);
    await trainTiny({ folder: sound, out: 'run', engine, overrides, stopAt: AT });
    expect(read(folder, LAST).equals(read(sound, LAST))).toBe(true);
  });

  it('skips the batch where the spec says so, also when it is stopped before or after and resumed', async () => {
    const folder = folderWith((example) => example === BAD);
    const events: TrainingEvent[] = [];
    const run = { folder, engine, overrides: [...overrides, 'on_nan=skip'] };
    const outcome = await trainTiny({ ...run, out: 'whole', report: (event) => events.push(event) });
    expect(outcome.kind).toBe('done');
    const skipped = events.filter((event) => event.kind === 'skipped');
    expect(skipped[0]).toMatchObject({ step: AT + 1, batch: [...order.batchIndices(AT, 8)] });
    const lines = await readJsonLines(join(folder, 'whole', 'metrics.jsonl'));
    expect(lines[AT]).toEqual({ step: AT + 1, skipped: true });
    expect(lines[AT + 1]!['loss']).toEqual(expect.any(Number));
    for (const stopAt of [AT, AT + 2]) {
      const out = `stopped-${stopAt}`;
      await trainTiny({ ...run, out, stopAt });
      await trainTiny({ ...run, out, resume: true });
      expect(contents(folder, out)).toEqual(contents(folder, 'whole'));
    }
  });

  it('halves the learning rate from there on where the spec says so, across a stop', async () => {
    const folder = folderWith((example) => example === BAD);
    const events: TrainingEvent[] = [];
    const run = { folder, engine, overrides: [...overrides, 'on_nan=halve_lr'] };
    await trainTiny({ ...run, out: 'whole', report: (event) => events.push(event) });
    expect(events.find((event) => event.kind === 'skipped')).toMatchObject({ step: AT + 1, rateFactor: 0.5 });
    const rates = (await readJsonLines(join(folder, 'whole', 'metrics.jsonl'))).map((line) => line['learning_rate']);
    expect(rates[AT - 1]).toBeCloseTo(0.02, 6);
    expect(rates[AT + 1]).toBeCloseTo(0.01, 6);
    await trainTiny({ ...run, out: 'parts', stopAt: AT + 2 });
    await trainTiny({ ...run, out: 'parts', resume: true });
    expect(contents(folder, 'parts')).toEqual(contents(folder, 'whole'));
  });

  it('stops where batch after batch is skipped, and a resumed run counts on', async () => {
    const folder = folderWith(() => true);
    const run = { folder, engine, out: 'run', overrides: [...overrides, 'on_nan=skip', 'steps=30'] };
    const message = /at step 11 of 30, .* The 10 steps before were skipped for the same reason/;
    await expect(trainTiny(run)).rejects.toThrow(message);
    expect(existsSync(join(folder, LAST))).toBe(true);
    await expect(trainTiny({ ...run, resume: true })).rejects.toThrow(message);
  });
}

describe('a number that is not finite, on wasm', () => describeOn('wasm'));
describeNative('a number that is not finite, on native', () => describeOn('native'));

describe('weights that are not finite', () => {
  it('are told from a bad batch', async () => {
    const failure = trainTiny({
      folder: tinyFolder(),
      out: 'run',
      engine: 'reference',
      overrides: ['optimizer.lr=1e300'],
    });
    await expect(failure).rejects.toThrow(
      /^Training stopped: the loss is not finite at step 2 of 12, .* It begins in the weights: 36 of 36 numbers of 0\/filter .*\. Try a smaller learning rate\. What/,
    );
  });

  it('never get into a checkpoint', async () => {
    const folder = tinyFolder();
    const overflowing = ['optimizer=sgd(lr: 1e38)', 'loss=1e6 * softmax(of: classifier)', 'steps=1'];
    const failure = trainTiny({ folder, out: 'run', overrides: overflowing });
    await expect(failure).rejects.toThrow(
      /^Training stopped: after step 1 the state \S+ of (conv|bn|fc|angfc) \S+ \(\S+tiny\.ang:\d+\) holds -?Infinity\. Try a smaller learning rate\. Checkpoints from before are kept\.$/,
    );
    expect(existsSync(join(folder, LAST))).toBe(false);
  });

  it('show on wasm too, whose kernels hide them on the way forward', async () => {
    const failure = trainTiny({ folder: tinyFolder(), out: 'run', engine: 'wasm', overrides: ['optimizer.lr=1e30'] });
    await expect(failure).rejects.toThrow(/^Training stopped: the gradients are not finite at step 2 of 12/);
  });
});
