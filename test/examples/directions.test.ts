import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readNumpy } from '../../runtime/files/numpy.js';
import { angnet } from '../runtime/cli/cli.js';

const PAPER = fileURLToPath(new URL('../../examples/paper', import.meta.url));

it('vectors of one direction are of one kind to an angular layer, whatever their length (figure 1)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-'));
  try {
    const run = join(folder, 'run');
    const output = join(folder, 'logits.npy');
    const engine = ['--engine', 'cpu'];
    expect(await angnet(PAPER, 'train', 'directions.ang', '--out', run, ...engine)).toMatchObject({ code: 0 });
    await angnet(PAPER, 'predict', run, '--input', 'drawings.npy', '--output', output, ...engine);
    const { data } = await readNumpy(output);
    const [whole, half, other] = [0, 2, 4].map((index) => Number(data[index]));
    // What differs comes of the epsilon within the norm.
    expect(Math.abs(whole! - half!)).toBeLessThan(0.05);
    expect(whole! - other!).toBeGreaterThan(0.3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
