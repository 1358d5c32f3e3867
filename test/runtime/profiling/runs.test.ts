import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { chooseEngine } from '../../../runtime/engines/index.js';
import type { Profile } from '../../../runtime/profiling/index.js';
import { openExperiment } from '../../../runtime/spec/index.js';
import { planRun, train } from '../../../runtime/training/index.js';
import { describeNative } from '../../support/needs.js';
import { angnet, eventsIn } from '../cli/cli.js';
import { tinyFolder } from '../training/tiny.js';

// Drawing libraries take seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Paths of the layers of the tiny net that compute something forward and backward. */
const COMPUTING = ['0', '1', 'relu', '2', 'feature', 'classifier'];
/** Those with weights. */
const TRAINED = ['0', '1', 'feature', 'classifier'];

const read = (folder: string, name: string): string => readFileSync(join(folder, 'run', name), 'utf8');

function trainTiny(folder: string, engine: string, ...more: readonly string[]) {
  return angnet(folder, 'train', 'tiny.ang', '--engine', engine, '--out', 'run', ...more);
}

/**
 * What every engine keeps to.
 * @param fused layers whose forward pass is done in one op with the layer before
 */
function describeProfiles(engine: string, fused: readonly string[] = []): void {
  const forward = COMPUTING.filter((path) => !fused.includes(path));

  it('show every layer forward and backward, and add up to the step', async () => {
    const folder = tinyFolder();
    const { code, err, out } = await trainTiny(folder, engine, '--profile-steps', '4');
    expect({ code, err: err.replace(/^Compiling.*\n/, '') }).toEqual({ code: 0, err: '' });
    const profile = JSON.parse(read(folder, 'profile.json')) as Profile;
    expect(profile).toMatchObject({ engine, batch: 8, steps: { first: 4, last: 7 } });
    const row = (path: string) => profile.rows.find((candidate) => candidate.path === path);
    for (const path of forward) expect(row(path)!.forward, path).toBeGreaterThan(0);
    for (const path of COMPUTING) expect(row(path)!.backward, path).toBeGreaterThan(0);
    for (const path of TRAINED) expect(row(path)!.update, path).toBeGreaterThan(0);
    expect(row('(loss)')!.forward).toBeGreaterThan(0);
    const sum = profile.rows.reduce((total, { milliseconds }) => total + milliseconds, 0);
    expect(sum).toBeCloseTo(profile.stepMilliseconds, 6);
    for (const { forward: onward, backward, update, milliseconds } of profile.rows) {
      if (onward !== undefined) expect(onward + backward! + update!).toBeCloseTo(milliseconds, 9);
    }
    expect(profile.busyMilliseconds).toBeLessThanOrEqual(profile.stepMilliseconds * profile.concurrency);
    for (const text of [out, read(folder, 'profile.md')]) {
      expect(text).toContain(`Means of steps 4 to 7 on ${engine}, batch 8`);
      expect(text).toMatch(/classifier: angfc.*%/);
      expect(text).toContain('Most expensive:');
    }
    expect(out).toContain('run/trace.json');
  });

  it('come with a trace that Chrome opens', async () => {
    const folder = tinyFolder();
    await trainTiny(folder, engine, '--profile-steps', '2');
    const trace = JSON.parse(read(folder, 'trace.json')) as { traceEvents: Record<string, unknown>[] };
    const rows = new Map<unknown, [number, number][]>();
    for (const event of trace.traceEvents) {
      expect(event).toMatchObject({ name: expect.any(String), pid: expect.any(Number), tid: expect.any(Number) });
      if (event['ph'] === 'M') continue;
      expect(event).toMatchObject({
        ph: 'X',
        cat: expect.any(String),
        ts: expect.any(Number),
        dur: expect.any(Number),
      });
      const [ts, dur] = [event['ts'] as number, event['dur'] as number];
      expect([ts >= 0, dur >= 0, Number.isFinite(ts + dur)]).toEqual([true, true, true]);
      rows.set(event['tid'], [...(rows.get(event['tid']) ?? []), [ts, ts + dur]]);
    }
    rows.delete(0);
    expect(rows.size).toBeGreaterThan(0);
    for (const intervals of rows.values()) {
      intervals.sort(([a], [b]) => a - b);
      // Half a nanosecond of rounding.
      intervals.slice(1).forEach(([start], index) => expect(start).toBeGreaterThan(intervals[index]![1] - 0.0005));
    }
    const names = trace.traceEvents.map(({ name }) => String(name));
    const begins = (start: string) => names.some((name) => name.startsWith(start));
    for (const path of forward) expect(begins(`${path} forward `), path).toBe(true);
    for (const path of COMPUTING) expect(begins(`${path} backward `), path).toBe(true);
  });

  it('change nothing of the training', async () => {
    const [plain, profiled] = [tinyFolder(), tinyFolder()];
    await trainTiny(plain, engine);
    await trainTiny(profiled, engine, '--profile-steps', '5');
    for (const name of ['metrics.jsonl', 'weights.safetensors', 'result.json', 'canonical.txt']) {
      expect(read(profiled, name), name).toBe(read(plain, name));
    }
  });
}

describe('profiles of wasm', () => describeProfiles('wasm'));
describe('profiles of reference', () => describeProfiles('reference'));
// oneDNN has one op for batch-norm and the relu behind it.
describeNative('profiles of native', () => describeProfiles('native', ['relu']));

describe('an interruption', () => {
  it('leaves the profile of the steps until then', async () => {
    const folder = tinyFolder();
    const { spec, experiment } = openExperiment(join(folder, 'tiny.ang'), undefined);
    const run = { experiment: 'Tiny', hash: 'any', seed: 0, out: join(folder, 'run'), resume: false, force: false };
    const plan = await planRun(run);
    if (plan.kind === 'finished') throw new Error('finished already');
    const { engine } = await chooseEngine('wasm');
    const abort = new AbortController();
    const outcome = await train({
      ...{ spec, experiment, configuration: {}, hash: 'any', seed: 0, plan, engine, engineDetail: '', versions: {} },
      signal: abort.signal,
      report: (event) => event.kind === 'progress' && event.step === 5 && abort.abort(),
      profileSteps: 6,
    });
    expect(outcome).toEqual({ kind: 'interrupted', step: 5, steps: 12 });
    expect(JSON.parse(read(folder, 'profile.json'))).toMatchObject({ steps: { first: 4, last: 5 } });
  });
});

describe('steps to profile', () => {
  it('may be all that there are: then none warms up', async () => {
    const folder = tinyFolder();
    expect((await trainTiny(folder, 'wasm', '--profile-steps', '12')).code).toBe(0);
    expect(JSON.parse(read(folder, 'profile.json'))).toMatchObject({ steps: { first: 1, last: 12 } });
  });

  it('are a mistake where there are too few, before anything is written', async () => {
    const folder = tinyFolder();
    const { code, err } = await trainTiny(folder, 'wasm', '--profile-steps', '13');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'error: --profile-steps 13 asks for more steps than the 12 that the run has left to do.\n',
    });
    expect(() => read(folder, 'run.json')).toThrow('ENOENT');
  });

  it.each(['0', '-1', 'x', '2.5'])('must be a whole number from 1 on, not %s', async (count) => {
    const { code, err } = await trainTiny(tinyFolder(), 'wasm', `--profile-steps=${count}`);
    expect(code).toBe(2);
    expect(err).toContain('It must be a whole number from 1 to');
  });

  it('leave files of the run behind, which --force removes', async () => {
    const folder = tinyFolder();
    await trainTiny(folder, 'wasm', '--profile-steps', '2');
    expect((await trainTiny(folder, 'wasm', '--force')).code).toBe(0);
    for (const name of ['profile.md', 'profile.json', 'trace.json']) expect(() => read(folder, name)).toThrow('ENOENT');
  });

  it('are named by an event of --json', async () => {
    const { out } = await trainTiny(tinyFolder(), 'wasm', '--profile-steps', '2', '--json');
    const files = ['profile.md', 'profile.json', 'trace.json'].map((name) => expect.stringContaining(name) as string);
    expect(eventsIn(out)).toContainEqual({ schema: 1, event: 'profile', files });
  });
});
