import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { StateVariable } from '../../../compiler/graph/graph.js';
import { compile } from '../../../compiler/index.js';
import type { HostTensor } from '../../../runtime/engines/engine.js';
import { encodeSafetensors, parseSafetensors } from '../../../runtime/files/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { openExperiment } from '../../../runtime/spec/index.js';
import { encodeCheckpoint, readCheckpoint, type Checkpoint } from '../../../runtime/training/checkpoint.js';
import type { TrainingEvent } from '../../../runtime/training/index.js';
import { tinyFolder, tinySpec } from './tiny.js';
import { contents, trainTiny } from './train-tiny.js';

vi.setConfig({ testTimeout: 60_000 });

/** Everything that a run can have as state: statistics, a moving margin, a learned scale, a factor on the rate. */
const everything = tinySpec
  .replace(
    'model Tiny',
    'margin drift(theta: rad; state t: real = 0.1 then 0.5 * t + mean(cos(theta))) = cos(theta) - 0.01 * t\n\nmodel Tiny',
  )
  .replace('@angle(log(m: 0.3rad))', '@angle(cos) @scale(3, learn: true)')
  .replace('softmax(of: classifier)', 'softmax(of: classifier, margin: drift)')
  .replace('batch: 8', 'on_nan: halve_lr\n  batch: 8');

function checkpointOf(spec: string) {
  const folder = tinyFolder();
  writeFileSync(join(folder, 'tiny.ang'), spec);
  const { experiment } = openExperiment(join(folder, 'tiny.ang'), undefined, {});
  const program = compile(experiment, { steps: 12 });
  const drawing = { graph: program.graphs.train!, batch: program.batch, examples: 60 };
  const loop = { step: 5, skippedInARow: 1, best: { step: 3, accuracy: 0.5, loss: 1.25 } };
  const checkpoint: Checkpoint = { state: initialState(program, 0), loop };
  const identity = { hash: 'ab'.repeat(32), seed: 7 };
  const encode = (changed: Partial<Checkpoint> = {}) =>
    Buffer.from(encodeCheckpoint({ ...checkpoint, ...changed }, program.state, drawing, identity));
  return { folder, variables: program.state, drawing, identity, checkpoint, encode };
}

/** The variable with its last element changed as little as its type allows. */
function nudged({ name }: StateVariable, state: Checkpoint['state']): HostTensor {
  const copy = state[name]!.slice() as Float32Array;
  new Uint8Array(copy.buffer)[copy.byteLength - copy.BYTES_PER_ELEMENT]! ^= 1;
  return copy;
}

describe('a checkpoint', () => {
  it('holds every state variable: each of them, changed by one bit, changes the file', () => {
    const { variables, checkpoint, encode } = checkpointOf(everything);
    const kinds = ['filter', 'adam_m', 'adam_v', 'gamma', 'mean', 'scale', 'margin.t', 'step', 'learning_rate_factor'];
    for (const kind of kinds) expect(variables.some(({ name }) => name.endsWith(kind))).toBe(true);
    const whole = encode();
    for (const variable of variables) {
      const state = { ...checkpoint.state, [variable.name]: nudged(variable, checkpoint.state) };
      expect(encode({ state }).equals(whole), variable.name).toBe(false);
    }
  });

  it('holds every number of the loop', async () => {
    const { folder, variables, drawing, identity, checkpoint, encode } = checkpointOf(everything);
    const { loop } = checkpoint;
    const changes = [
      { ...loop, step: 6 },
      { ...loop, skippedInARow: 0 },
      { ...loop, best: undefined },
      { ...loop, best: { ...loop.best!, step: 4 } },
      { ...loop, best: { ...loop.best!, accuracy: 0.6 } },
      { ...loop, best: { ...loop.best!, loss: 1.5 } },
    ];
    const files = [loop, ...changes].map((each) => encode({ loop: each }).toString('base64'));
    expect(new Set(files).size).toBe(files.length);
    const path = join(folder, 'c.safetensors');
    writeFileSync(path, encode());
    expect(await readCheckpoint(path, variables, drawing, identity)).toEqual(checkpoint);
  });

  it('is refused where one of its counters of drawn numbers does not follow from the step', async () => {
    const { folder, variables, drawing, identity, encode } = checkpointOf(tinySpec);
    const { tensors, metadata } = parseSafetensors(new Uint8Array(encode()), 'c');
    const counters = Object.keys(tensors).filter((name) => /^\((data|generator)\)/.test(name));
    expect(counters).toEqual(
      expect.arrayContaining(['(data)/epoch', '(data)/position', '(data)/examples_drawn', '(generator)/2/random']),
    );
    const path = join(folder, 'c.safetensors');
    const { sha256: _, ...kept } = metadata;
    for (const name of counters) {
      const moved = { shape: [], data: Float64Array.of(Number(tensors[name]!.data[0]) + 1) };
      writeFileSync(path, encodeSafetensors({ tensors: { ...tensors, [name]: moved }, metadata: kept }, true));
      await expect(readCheckpoint(path, variables, drawing, identity)).rejects.toThrow(
        `doesn't fit the run: ${name} is`,
      );
    }
  });

  it('is refused with a sentence, or read as it was, whichever bit of it flips', async () => {
    const { folder, variables, drawing, identity, checkpoint, encode } = checkpointOf(tinySpec);
    const path = join(folder, 'c.safetensors');
    const whole = encode();
    let refused = 0;
    for (let at = 0; at < whole.length; at += at < 3000 ? 1 : 97) {
      const torn = Buffer.from(whole);
      torn[at]! ^= 1 << (at % 8);
      writeFileSync(path, torn);
      const outcome = await readCheckpoint(path, variables, drawing, identity).catch((failure: Error) => failure);
      if (outcome instanceof Error) expect(outcome.message).toMatch(/^\S*c\.safetensors .*\.$/);
      else expect(outcome).toEqual(checkpoint);
      if (outcome instanceof Error) refused++;
    }
    expect(refused).toBeGreaterThan(1000);
  });
});

describe('the checkpoints of a run', () => {
  const last = 'run/checkpoints/last.safetensors';
  const previous = 'run/checkpoints/previous.safetensors';

  /** A run of 12 steps that was stopped after 8, with checkpoints of steps 7 and 8. */
  async function stopped(): Promise<string> {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'whole' });
    await trainTiny({ folder, out: 'run', stopAt: 8, checkpointSeconds: 0 });
    return folder;
  }

  async function resumed(folder: string): Promise<readonly TrainingEvent[]> {
    const events: TrainingEvent[] = [];
    await trainTiny({ folder, out: 'run', resume: true, report: (event) => events.push(event) });
    return events.filter(({ kind }) => kind === 'refused' || kind === 'start');
  }

  const start = (from: number) => expect.objectContaining({ kind: 'start', from }) as TrainingEvent;

  it.each([
    [
      'torn',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -64), Buffer.alloc(64)]),
      'is damaged: its checksum does not match',
    ],
    ['truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), 'is cut off'],
    ['empty', () => Buffer.alloc(0), 'is not a safetensors file'],
    [
      'foreign',
      () => Buffer.from(encodeSafetensors({ tensors: {}, metadata: {} })),
      "it doesn't say what it belongs to",
    ],
    [
      'newer',
      (bytes: Buffer) => {
        const { tensors, metadata } = parseSafetensors(new Uint8Array(bytes), 'c');
        const { sha256: _, ...kept } = metadata;
        return Buffer.from(encodeSafetensors({ tensors, metadata: { ...kept, schema: '2' } }, true));
      },
      'was written by another version of angnet, in layout 2',
    ],
  ])('one that is %s is refused, and the one before is used', async (_, damage, reason) => {
    const folder = await stopped();
    const path = join(folder, last);
    writeFileSync(path, damage(readFileSync(path)));
    expect(await resumed(folder)).toEqual([
      { kind: 'refused', path, reason: expect.stringContaining(reason) as string },
      start(7),
    ]);
    expect(contents(folder, 'run')).toEqual(contents(folder, 'whole'));
  });

  it.each([
    ['experiment', { overrides: ['batch=4'] }, 'belongs to another experiment'],
    ['seed', { seed: 1 }, 'belongs to another run of this experiment: its seed is 1'],
  ])('one of another %s is refused', async (_, other, reason) => {
    const folder = await stopped();
    await trainTiny({ folder, out: 'other', stopAt: 3, ...other });
    copyFileSync(join(folder, 'other/checkpoints/last.safetensors'), join(folder, last));
    expect(await resumed(folder)).toEqual([
      expect.objectContaining({ kind: 'refused', reason: expect.stringContaining(reason) as string }),
      start(7),
    ]);
    expect(contents(folder, 'run')).toEqual(contents(folder, 'whole'));
  });

  it('are found between the two renames of a save', async () => {
    const folder = await stopped();
    renameSync(join(folder, last), join(folder, previous));
    expect(await resumed(folder)).toEqual([start(8)]);
    expect(contents(folder, 'run')).toEqual(contents(folder, 'whole'));
  });

  it('are all named where none can be used', async () => {
    const folder = await stopped();
    for (const path of [last, previous]) writeFileSync(join(folder, path), 'x');
    await expect(resumed(folder)).rejects.toThrow(
      /^No checkpoint can be used\. \S+last\.safetensors is not .*\. \S+previous\.safetensors is not .*\. Start anew with --force\.$/,
    );
  });

  it('of every so many-th step stay, and a run goes on from them where nothing newer is whole', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'whole' });
    await trainTiny({ folder, out: 'run', stopAt: 11, keepEvery: 4 });
    const kept = readdirSync(join(folder, 'run/checkpoints')).sort();
    expect(kept).toEqual(['last.safetensors', 'step-00000004.safetensors', 'step-00000008.safetensors']);
    writeFileSync(join(folder, last), 'x');
    expect((await resumed(folder)).at(-1)).toEqual(start(8));
    expect(contents(folder, 'run')).toEqual(contents(folder, 'whole'));
  });

  it('leave no temporary files behind', async () => {
    const folder = await stopped();
    const left = ['.last.safetensors', '.run.json'].map((name) => `${name}.0b9a4e0e-4c1d-4e6f-9a51-0123456789ab.tmp`);
    writeFileSync(join(folder, 'run/checkpoints', left[0]!), 'half');
    writeFileSync(join(folder, 'run', left[1]!), 'half');
    await resumed(folder);
    expect(existsSync(join(folder, 'run/checkpoints', left[0]!))).toBe(false);
    expect(existsSync(join(folder, 'run', left[1]!))).toBe(false);
  });
});

describe('the best checkpoint', () => {
  const overrides = ['data.validation=12', 'steps=30', 'optimizer.lr=0.05'];

  it('is the one that is best on held-out examples, and is reported beside the last', async () => {
    const folder = tinyFolder();
    const events: TrainingEvent[] = [];
    const outcome = await trainTiny({ folder, out: 'run', overrides, report: (event) => events.push(event) });
    if (outcome.kind !== 'done') throw new Error('interrupted');
    const validations = events.flatMap((event) => (event.kind === 'validation' ? [event] : []));
    const order = [...validations].sort(
      (a, b) =>
        b.evaluation.accuracy - a.evaluation.accuracy || a.evaluation.loss - b.evaluation.loss || a.step - b.step,
    );
    const { best, validation, test } = outcome.result;
    expect(best).toMatchObject({ step: order[0]!.step, validation: order[0]!.evaluation });
    expect(validations.findLast(({ isBest }) => isBest)!.step).toBe(best!.step);
    expect(validation).toEqual(validations.at(-1)!.evaluation);
    expect(test.count).toBe(21);
    const { tensors } = parseSafetensors(
      new Uint8Array(readFileSync(join(folder, 'run/checkpoints/best.safetensors'))),
      'b',
    );
    expect(tensors['(run)/step']!.data[0]).toBe(best!.step);
  });

  it('is the same after a stop, and where it was lost the best of what follows takes its place', async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'whole', overrides });
    await trainTiny({ folder, out: 'run', overrides, stopAt: 20 });
    const events: TrainingEvent[] = [];
    const best = join(folder, 'run/checkpoints/best.safetensors');
    const kept = readFileSync(best);
    rmSync(best);
    await trainTiny({ folder, out: 'run', overrides, resume: true, stopAt: 21, report: (event) => events.push(event) });
    expect(events[0]).toMatchObject({
      kind: 'refused',
      path: best,
      reason: expect.stringContaining("Can't read") as string,
    });
    await trainTiny({ folder, out: 'again', overrides, stopAt: 20 });
    expect(readFileSync(join(folder, 'again/checkpoints/best.safetensors')).equals(kept)).toBe(true);
    await trainTiny({ folder, out: 'again', overrides, resume: true });
    expect(contents(folder, 'again')).toEqual(contents(folder, 'whole'));
  });
});
