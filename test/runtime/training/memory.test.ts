import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeNative } from '../../support/needs.js';
import { memoryOfRun } from '../../support/run-memory.js';
import { tinyFolder, tinySpec } from './tiny.js';

const MIB = 2 ** 20;

/** A run of so many steps with evaluations of held-out examples and saved checkpoints in between. */
function run(engine: string, steps: number) {
  const folder = tinyFolder();
  const path = join(folder, 'tiny.ang');
  const held = tinySpec.replace('classes: 3,', 'classes: 3, augment: [pad(1), crop(6)], validation: 12,');
  writeFileSync(path, held.replace('steps: 12', `steps: ${steps}`));
  return memoryOfRun(path, join(folder, 'run'), engine, steps / 20);
}

describe('memory of a run on wasm', () => {
  it('is flat: as many tensors after every step', async () => {
    const held = await run('wasm', 600);
    expect(held).toHaveLength(20);
    expect(new Set(held.map(({ tensors }) => tensors)).size).toBe(1);
  }, 120_000);
});

describeNative('memory of a run on native', () => {
  it('is flat: what lies in memory does not grow by a batch a step', async () => {
    const held = await run('native', 4000);
    expect(new Set(held.map(({ tensors }) => tensors)).size).toBe(1);
    const [middle, end] = [held[9]!, held.at(-1)!];
    // 2,000 batches are 2.3 MB, their masks of dropout 9.2 MB, and the state 4 MB in each of many checkpoints.
    expect((end.resident - middle.resident) / MIB).toBeLessThan(6);
  }, 240_000);
});
