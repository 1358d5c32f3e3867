/**
 * Trains for 10,000 steps, with evaluations and checkpoints in between, and shows what the process holds:
 * `node --expose-gc --import tsx scripts/memory-flat.ts native` (or `wasm`). Exit code 1 where it grows.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryOfRun } from '../test/support/run-memory.js';

const STEPS = 10_000;
const MIB = 2 ** 20;
/** More than this between the middle and the end is growth: a leaked batch a step would be 250 MiB. */
const MOST_GROWTH = 16;

const spec = `model Small(classes: int = 10) {
  image: input([28, 28, 1])
  conv(4, 5x5, stride: 2)
  bn
  relu
  dropout(20%)
  flatten
  feature: fc(2)
  classifier: angfc(classes) @angle(log(m: 0.3rad))
}

experiment Flat {
  model: Small
  data: mnist(normalize: (x - 127.5) / 128, validation: 256)
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.001)
  batch: 16
  steps: ${STEPS}
}
`;

const engine = process.argv[2] ?? 'native';
const folder = mkdtempSync(join(tmpdir(), 'angnet-memory-'));
try {
  const path = join(folder, 'flat.ang');
  writeFileSync(path, spec);
  const held = await memoryOfRun(path, join(folder, 'run'), engine, STEPS / 10);
  for (const { step, tensors, resident } of held) {
    process.stdout.write(`step ${step}: ${tensors} tensors, ${(resident / MIB).toFixed(1)} MiB\n`);
  }
  const [middle, end] = [held[4]!, held.at(-1)!];
  const growth = (end.resident - middle.resident) / MIB;
  const isFlat = end.tensors === middle.tensors && growth < MOST_GROWTH;
  process.stdout.write(`${engine}: ${growth.toFixed(1)} MiB between steps ${middle.step} and ${end.step}\n`);
  if (!isFlat) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
