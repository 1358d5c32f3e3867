import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFolder } from '../training/tiny.js';
import { outcomeOf, startAngnet } from './cli.js';

describe('the program as a process', () => {
  it('exits 0, 1 or 2', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), 'model M { image: input([6, 6, 1]) denze(3) }');
    const runs = [
      ['check', 'tiny.ang'],
      ['check', 'wrong.ang'],
      ['chekc', 'tiny.ang'],
    ].map((args) => outcomeOf(startAngnet(folder, ...args)));
    const [done, failed, misused] = await Promise.all(runs);
    expect(done).toEqual({ code: 0, out: 'tiny.ang: nothing to complain about\n', err: '' });
    expect(failed!.code).toBe(1);
    expect(failed!.out).toContain('unknown-layer');
    expect(misused!.code).toBe(2);
    expect(misused!.err).toContain('Did you mean check?');
  }, 30_000);

  it('saves on Ctrl-C and exits 130', async () => {
    const folder = tinyFolder();
    const command = ['train', 'tiny.ang', '--engine', 'wasm', '--steps', '1000000', '--out', 'run'];
    const child = startAngnet(folder, ...command);
    const ended = outcomeOf(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (text: string) => text.startsWith('step') && resolve());
    });
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toMatch(/Interrupted after step [\d,]+ of 1,000,000, saved in run\./);
    expect(existsSync(join(folder, 'run', 'checkpoints', 'last.safetensors'))).toBe(true);
  }, 30_000);

  it('does not mind a reader that goes away', async () => {
    const child = startAngnet(tinyFolder(), 'explain', '--json');
    child.stdout!.destroy();
    const { code, err } = await outcomeOf(child);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }, 30_000);
});
