import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { encodeNpy } from '../../../runtime/files/index.js';

const SIZE = 6;
export const TRAIN = 60;
export const TEST = 21;

/** A network with everything that has state or randomness, small enough to train in a second. */
export const tinySpec = `model Tiny(classes: int = 3) {
  image: input([6, 6, 1])
  conv(4, 3x3)
  bn
  relu
  dropout(20%)
  flatten
  feature: fc(2)
  classifier: angfc(classes) @angle(log(m: 0.3rad))
}

experiment Tiny {
  model: Tiny
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "xt.npy", test_labels: "yt.npy", classes: 3, normalize: x / 255)
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.02)
  batch: 8
  steps: 12
}
`;

/** A folder with the spec `tiny.ang` and its data, removed when the test is over. */
export function tinyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeTiny(folder);
  return folder;
}

/** Writes the spec and its data into a folder. */
export function writeTiny(folder: string): void {
  writeFileSync(join(folder, 'tiny.ang'), tinySpec);
  writeSplit(folder, 'x.npy', 'y.npy', TRAIN);
  writeSplit(folder, 'xt.npy', 'yt.npy', TEST);
}

/** Pictures of three classes: each has two bright rows of its own, with noise. */
function writeSplit(folder: string, examples: string, labels: string, count: number): void {
  const classes = Uint8Array.from({ length: count }, (_, index) => (index * 7) % 3);
  const pixels = new Uint8Array(count * SIZE * SIZE);
  let noise = 1;
  pixels.forEach((_, index) => {
    noise = (noise * 48271) % 2147483647;
    const row = Math.floor(index / SIZE) % SIZE;
    const bright = Math.floor(row / 2) === classes[Math.floor(index / (SIZE * SIZE))];
    pixels[index] = (bright ? 160 : 0) + (noise % 80);
  });
  writeFileSync(join(folder, examples), encodeNpy(pixels, [count, SIZE, SIZE, 1]));
  writeFileSync(join(folder, labels), encodeNpy(classes, [count]));
}
