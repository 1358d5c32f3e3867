import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../runtime/files/index.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet, eventsIn, outcomeOf, startAngnet } from './cli.js';

describe('--json', () => {
  it('tells what was formatted', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'untidy.ang'), tinySpec.replace('  relu', '     relu'));
    writeFileSync(join(folder, 'wrong.ang'), 'model M {');
    await angnet(folder, 'fmt', 'tiny.ang');
    const files = ['tiny.ang', 'untidy.ang', 'wrong.ang'];
    const { code, out } = await angnet(folder, 'fmt', '--check', '--json', ...files);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      check: true,
      files: files.map((file, index) => ({ file, state: ['unchanged', 'changed', 'damaged'][index] })),
    });
  });

  it('tells what was compiled and predicted', async () => {
    const folder = tinyFolder();
    const compiled = await angnet(folder, 'compile', 'tiny.ang', '--target', 'ir', '-o', 'ir', '--json');
    expect(JSON.parse(compiled.out)).toMatchObject({
      ...{ schema: 1, experiment: 'Tiny', target: 'ir', output: 'ir', files: ['program.txt'] },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await angnet(folder, 'train', 'tiny.ang', '--engine', 'cpu', '--out', 'run', '--steps', '1');
    writeFileSync(join(folder, 'in.npy'), encodeNpy(new Float32Array(2 * 36), [2, 6, 6, 1]));
    const io = ['--input', 'in.npy', '--output', 'out.npy', '--engine', 'cpu'];
    const predicted = await angnet(folder, 'predict', 'run', ...io, '--layer', 'feature', '--json');
    expect(JSON.parse(predicted.out)).toMatchObject({
      ...{ schema: 1, output: 'out.npy', layer: 'feature', shape: [2, 2], engine: 'cpu' },
    });
  }, 30_000);

  it('explains', async () => {
    const { out } = await angnet(tinyFolder(), 'explain', 'unknown-layer', '--json');
    expect(JSON.parse(out)).toMatchObject({ schema: 1, topics: [{ kind: 'error', name: 'unknown-layer' }] });
  });

  it('ends an interrupted run with a record', async () => {
    const folder = tinyFolder();
    const child = startAngnet(folder, [
      'train',
      'tiny.ang',
      '--engine',
      'cpu',
      '--steps',
      '100000',
      '--out',
      'run',
      '--json',
    ]);
    const outcome = outcomeOf(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (text: string) => text.includes('"progress"') && resolve());
    });
    child.kill('SIGINT');
    const { code, out } = await outcome;
    expect(code).toBe(130);
    expect(eventsIn(out).at(-1)).toMatchObject({ schema: 1, event: 'interrupted', steps: 100_000, folder: 'run' });
  }, 60_000);
});
