import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { differences, runToEnd } from '../../support/kill-runs.js';
import { tinyFolder } from '../training/tiny.js';
import { angnet, outcomeOf, type Outcome } from './cli.js';

vi.setConfig({ testTimeout: 120_000 });

const MAIN = fileURLToPath(new URL('../../../dist/runtime/cli/main.js', import.meta.url));
const train = [MAIN, 'train', 'tiny.ang', '--engine', 'wasm', '--checkpoint-seconds', '0'];

function start(folder: string, args: readonly string[], identity: { uid?: number } = {}): Promise<Outcome> {
  return outcomeOf(spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...identity }));
}

const isRoot = process.getuid?.() === 0;

describe('on a full disk', () => {
  /** A folder on a small disk of its own, where this machine lets us mount one. */
  function smallDisk(kilobytes: number): string {
    const folder = join(tinyFolder(), 'disk');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    return folder;
  }

  beforeEach((context) => {
    if (isRoot) return;
    const note = 'mounting a disk takes root';
    if (process.env['ANGNET_CI'] === '1') throw new Error(note);
    context.skip(note);
  });

  it('a run stops with a sentence, loses nothing, and goes on when there is room', async () => {
    const folder = tinyFolder();
    const disk = smallDisk(500);
    const given = [...train, '--steps', '60'];
    const out = join(disk, 'run');
    await runToEnd({ folder, program: process.execPath, args: [...given, '--out', 'whole'] });
    // Another file takes what a run of its full length would need.
    const ballast = join(disk, 'ballast');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 100_000));
    const failed = await start(folder, [...given, '--out', out]);
    expect(failed.err).toMatch(/^error: Can't write \S+: the disk is full; free some space and try again\.\n$/);
    expect(failed.code).toBe(1);
    expect(existsSync(join(out, 'checkpoints/last.safetensors'))).toBe(true);
    expect(readdirSync(join(out, 'checkpoints')).filter((name) => name.startsWith('.'))).toEqual([]);
    const stillFull = await start(folder, [...given, '--out', out, '--resume']);
    expect(stillFull).toMatchObject({ code: 1, err: expect.stringContaining('the disk is full') as string });
    rmSync(ballast);
    const resumed = await start(folder, [...given, '--out', out, '--resume', '--quiet']);
    expect(resumed.err).toBe('');
    for (const name of ['weights.safetensors', 'metrics.jsonl', 'checkpoints/last.safetensors']) {
      mkdirSync(join(folder, 'copy/checkpoints'), { recursive: true });
      copyFileSync(join(out, name), join(folder, 'copy', name));
      expect(readFileSync(join(folder, 'copy', name)).equals(readFileSync(join(folder, 'whole', name)))).toBe(true);
    }
  });
});

describe('in a folder that must not be written', () => {
  it('a run is refused at once, before data and program are loaded', async () => {
    const folder = tinyFolder();
    mkdirSync(join(folder, 'kept'));
    chmodSync(join(folder, 'kept'), 0o555);
    chmodSync(folder, 0o755);
    // Permissions bind everyone but root; nobody has the same id everywhere.
    const { code, out, err } = await start(folder, [...train, '--out', 'kept/run'], isRoot ? { uid: 65534 } : {});
    expect(err).toMatch(/^error: Can't write \S*kept\S*: permission is denied\.\n$/);
    expect(code).toBe(1);
    expect(out).not.toContain('training and');
  });
});

describe('two processes on one run', () => {
  it('are one too many: one trains, all others are refused, and nothing is lost', async () => {
    const folder = tinyFolder();
    const given = [...train, '--steps', '300'];
    await runToEnd({ folder, program: process.execPath, args: [...given, '--out', 'whole'] });
    // A run that was killed leaves its lock, which all of them find at the same time.
    await angnet(folder, 'train', 'tiny.ang', '--engine', 'wasm', '--steps', '300', '--out', 'run');
    for (const name of ['result.json', 'weights.safetensors']) rmSync(join(folder, 'run', name));
    rmSync(join(folder, 'run', 'checkpoints'), { recursive: true });
    writeFileSync(join(folder, 'run', '.lock'), '4194305 1');
    const args = [...given, '--out', 'run', '--resume'];
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => start(folder, args)));
    const refused = outcomes.filter(({ code }) => code === 1);
    for (const { err } of refused) {
      expect(err).toMatch(
        /^error: Another angnet process \(id \d+\) is training in this folder: run\. Wait for it to end/,
      );
    }
    expect(outcomes.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
    expect(outcomes.every(({ code }) => code === 0 || code === 1)).toBe(true);
    expect(differences(folder, 'whole', 'run')).toEqual([]);
  });
});
