import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AblationFolder } from '../../../runtime/ablation/ablation-folder.js';
import { readFailure } from '../../../runtime/ablation/failures.js';
import { LocalLauncher } from '../../../runtime/ablation/local-launcher.js';
import { stateOf } from '../../../runtime/ablation/run-state.js';
import { lastStep } from '../../../runtime/ablation/last-step.js';
import { pretendFailure, pretendResult, pretendStart, storedPlan, tinyTables } from './support.js';

/** A program in the place of angnet's: notes its index, and does what is asked for. */
function program(folder: AblationFolder, script: string): (index: number) => [string, ...string[]] {
  const head = `const fs = require('node:fs'); const out = ${JSON.stringify(folder.path)}; const index = process.argv[1];
    fs.appendFileSync(out + '/calls.txt', index + ' ');`;
  return (index) => [process.execPath, '-e', head + script, String(index)];
}

function calls({ path }: AblationFolder): string[] {
  const file = join(path, 'calls.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
}

function launcher(ablation: AblationFolder, script: string, jobs = 1): LocalLauncher {
  const command = program(ablation, script);
  return new LocalLauncher({ ablation, jobs, command, environment: { EXTRA: 'there' }, lookMilliseconds: 50 });
}

const never = new AbortController().signal;

describe('the launcher of local processes', () => {
  it('tries three times what crashes, and goes on with the others', async () => {
    const { folder } = await storedPlan(tinyTables);
    await launcher(folder, "if (index === '1') process.kill(process.pid, 'SIGKILL'); else process.exit(9)").execute(
      [1, 2],
      never,
    );
    expect(calls(folder)).toEqual(['1', '1', '1', '2', '2', '2']);
    const [first, second] = [1, 2].map((index) => folder.plan.runs[index]!);
    expect(await readFailure(folder.failure(first!))).toEqual({
      reason: `Its process was ended by SIGKILL, each of 3 times: it crashed or lacked memory. See ${folder.log(first!)}.`,
      attempts: 3,
    });
    expect(await stateOf(folder, second!)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('ended with exit code 9') as string,
    });
  });

  it('does not try again what failed with a reason', async () => {
    const { folder } = await storedPlan(tinyTables);
    const run = folder.plan.runs[0]!;
    pretendFailure(folder, run, 'Left from before.');
    const script = `fs.mkdirSync(out + '/failures', { recursive: true });
      fs.writeFileSync(${JSON.stringify(folder.failure(run))}, JSON.stringify({ schema: 1, reason: 'NaN.', attempts: 1 }));
      process.exit(1)`;
    await launcher(folder, script).execute([0], never);
    expect(calls(folder)).toEqual(['0']);
    expect(await readFailure(folder.failure(run))).toEqual({ reason: 'NaN.', attempts: 1 });
  });

  it('starts nothing for runs that are done', async () => {
    const { folder } = await storedPlan(tinyTables);
    pretendResult(folder, folder.plan.runs[0]!, 900);
    await launcher(folder, 'process.exit(9)').execute([0], never);
    expect(calls(folder)).toEqual([]);
  });

  it('keeps what processes say, and hands on the environment', async () => {
    const { folder } = await storedPlan(tinyTables);
    await launcher(folder, "console.log(process.env.EXTRA); console.error('and this')").execute([3], never);
    expect(readFileSync(folder.log(folder.plan.runs[3]!), 'utf8')).toBe('there\nand this\n'.repeat(3));
  });

  it('runs so many at a time as there are jobs', async () => {
    const { folder } = await storedPlan(tinyTables);
    const script = `const file = out + '/at-work.txt';
      fs.appendFileSync(file, '+'); setTimeout(() => { fs.appendFileSync(file, '-'); process.kill(process.pid, 'SIGKILL'); }, 300)`;
    await launcher(folder, script, 2).execute([0, 1, 2], never);
    let [now, most] = [0, 0];
    for (const sign of readFileSync(join(folder.path, 'at-work.txt'), 'utf8')) {
      now += sign === '+' ? 1 : -1;
      most = Math.max(most, now);
    }
    expect(most).toBe(2);
  }, 20_000);

  it('waits for a run that another process trains, and does others meanwhile', async () => {
    const { folder } = await storedPlan(tinyTables);
    const run = folder.plan.runs[0]!;
    const path = pretendStart(folder, run);
    // Of a process that lives: the one that started this one.
    writeFileSync(join(path, '.lock'), String(process.ppid));
    const work = launcher(folder, 'process.exit(9)').execute([0, 1], never);
    while (calls(folder).length < 3) await setTimeout(20);
    expect(calls(folder)).toEqual(['1', '1', '1']);
    pretendResult(folder, run, 900);
    await work;
    expect(calls(folder)).toEqual(['1', '1', '1']);
  }, 20_000);

  it('interrupts processes on an abort, waits for them, and starts no others', async () => {
    const { folder } = await storedPlan(tinyTables);
    const script = `process.on('SIGINT', () => { fs.appendFileSync(out + '/saved.txt', index); process.exit(130); });
      fs.writeFileSync(out + '/ready.txt', ''); setTimeout(() => {}, 60000)`;
    const controller = new AbortController();
    const work = launcher(folder, script).execute([4, 5], controller.signal);
    while (!existsSync(join(folder.path, 'ready.txt'))) await setTimeout(20);
    controller.abort();
    await work;
    expect(calls(folder)).toEqual(['4']);
    expect(readFileSync(join(folder.path, 'saved.txt'), 'utf8')).toBe('4');
    expect(await stateOf(folder, folder.plan.runs[4]!)).toEqual({ kind: 'waiting' });
  });
});

describe('the last step of metrics', () => {
  it('is found at the end of a long file, cut off or not', async () => {
    const { folder } = await storedPlan(tinyTables);
    const file = join(folder.path, 'metrics.jsonl');
    expect(await lastStep(file)).toBe(0);
    writeFileSync(file, '');
    expect(await lastStep(file)).toBe(0);
    const line = (step: number) => `${JSON.stringify({ step, loss: 0.123456789, accuracy: 0.5 })}\n`;
    writeFileSync(file, Array.from({ length: 1000 }, (_, index) => line(index + 1)).join(''));
    expect(await lastStep(file)).toBe(1000);
    appendFileSync(file, line(1001).slice(0, 14));
    expect(await lastStep(file)).toBe(1000);
  });
});
