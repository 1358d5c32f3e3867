import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRun } from '../../../runtime/training/index.js';
import { RunFolder } from '../../../runtime/training/run-folder.js';
import { tinyFolder } from './tiny.js';

const hash = 'ab'.repeat(32);

/** A run's folder with some files, and the decision on it. */
async function decide(
  files: Readonly<Record<string, string>>,
  flags: { resume?: boolean; force?: boolean; seed?: number } = {},
) {
  const out = join(tinyFolder(), 'run');
  mkdirSync(join(out, 'checkpoints'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
  const { kind } = await planRun({ experiment: 'E', hash, seed: 0, out, resume: false, force: false, ...flags });
  return kind;
}

const record = JSON.stringify({ schema: 1, hash, seed: 0, experiment: 'E' });
const unfinished = { 'run.json': record, 'checkpoints/last.safetensors': '' };
const finished = { ...unfinished, 'result.json': record };

describe('a call of train', () => {
  it('starts where nothing is, by default in a folder that names experiment, hash and seed', async () => {
    const plan = await planRun({ experiment: 'E', hash, seed: 3, out: undefined, resume: true, force: false });
    expect(plan).toMatchObject({ kind: 'start', folder: { path: join('runs', 'E', 'abababab-3') } });
  });

  it('tells of a finished run whether it resumes or not', async () => {
    expect(await decide(finished)).toBe('finished');
    expect(await decide(finished, { resume: true })).toBe('finished');
    expect(await decide(finished, { force: true })).toBe('start');
  });

  it('continues an unfinished run only when told to', async () => {
    await expect(decide(unfinished)).rejects.toThrow(
      /unfinished run: continue it with --resume, or start anew with --force/,
    );
    expect(await decide(unfinished, { resume: true })).toBe('resume');
    expect(await decide({ 'run.json': record }, { resume: true })).toBe('start');
    expect(await decide(unfinished, { force: true })).toBe('start');
  });

  it('overwrites no other run unless forced, and nothing that is no run', async () => {
    await expect(decide(finished, { seed: 1 })).rejects.toThrow('holds a run of seed 0');
    expect(await decide(finished, { seed: 1, force: true })).toBe('start');
    const own = tinyFolder();
    for (const name of readdirSync(own)) rmSync(join(own, name));
    writeFileSync(join(own, 'spec.ang'), '');
    const request = { experiment: 'E', hash, seed: 0, out: own, resume: false, force: true };
    await expect(planRun(request)).rejects.toThrow("holds other files than a run's (spec.ang)");
    await expect(decide({ 'thesis.txt': '' }, { force: true })).rejects.toThrow('holds other files than a run');
  });

  it('says that a damaged record is damaged', async () => {
    await expect(decide({ 'run.json': '{"schema": 1' })).rejects.toThrow(
      /run\.json is damaged, or was written by another version; a run is started anew with --force/,
    );
    expect(await decide({ 'run.json': '{"schema": 1' }, { force: true })).toBe('start');
  });

  it('overwrites what is left of a run when forced', async () => {
    const left = { 'metrics.jsonl': '', 'features.png': '', '.spec.ang.1.tmp': '' };
    await expect(decide(left)).rejects.toThrow('holds a run without its run.json: start anew with --force');
    expect(await decide(left, { force: true })).toBe('start');
    const mixed = { ...left, 'thesis.txt': '' };
    await expect(decide(mixed, { force: true })).rejects.toThrow("holds other files than a run's (thesis.txt)");
    expect(await decide({ ...mixed, 'run.json': record }, { force: true })).toBe('start');
  });
});

it('clearing a folder removes what a run wrote and nothing else', async () => {
  const path = tinyFolder();
  const before = readdirSync(path).sort();
  mkdirSync(join(path, 'checkpoints'));
  for (const name of ['run.json', 'result.json', 'features.png', 'curves.svg', 'spec.ang', 'metrics.jsonl']) {
    writeFileSync(join(path, name), '');
  }
  await new RunFolder(path).clear();
  expect(readdirSync(path).sort()).toEqual(before);
});
