import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { augmentationsOf, type AugmentationCall } from '../../../compiler/data/index.js';
import { Augmenter, holdOut, type Dataset } from '../../../runtime/data/index.js';
import { byteSplit, floatSplit } from '../../../runtime/data/splits.js';
import { experimentOf } from '../../support/spec.js';

interface Goldens {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly images: readonly number[];
  readonly cases: readonly { mode: string; seed: number; first: number; images: number[][] }[];
  readonly validation: readonly { count: number; held: number; indices: number[] }[];
}

/** What augmentation.py computed with numpy. */
const goldens = JSON.parse(readFileSync(new URL('augmentation.json', import.meta.url), 'utf8')) as Goldens;
const { height, width, channels } = goldens;
const shape = [height, width, channels];

/** The augmentations of a spec. The model takes what they give at the end, so that the spec is right. */
function callsOf(augment: string, size = [6, 5]): readonly AugmentationCall[] {
  const text = `model M {
  image: input([${size.join(', ')}, 3])
  flatten
  classifier: fc(2)
}

experiment E {
  model: M
  data: arrays(train: "x", train_labels: "y", test: "x", test_labels: "y", classes: 2, augment: ${augment})
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.001)
  batch: 1
  steps: 1
}
`;
  return augmentationsOf(experimentOf(text).data.args);
}

describe('augmented images', () => {
  const normalize = (x: number) => x / 2 + 1;
  const bytes = byteSplit(Uint8Array.from(goldens.images), new Int32Array(4), shape, normalize);
  const floats = floatSplit(Float32Array.from(goldens.images, normalize), new Int32Array(4), shape, normalize(0));

  it.each(goldens.cases)('are those of numpy: $mode', ({ mode, seed, first, images }) => {
    // The last two calls make the image smaller than it was, which no spec may, so they are taken from another one.
    const calls = [...callsOf(`[pad(2, ${mode}), crop([6, 5]), flip]`), ...callsOf('[crop(4), flip]', [4, 4])];
    const augmenter = new Augmenter(calls, { height, width }, seed);
    augmenter.prepare(first, 4);
    for (const split of [bytes, floats]) {
      images.forEach((image, k) => {
        const out = new Float32Array(image.length);
        // One example at a time, since examples lie as far apart as whole ones.
        const whole = new Float32Array(height * width * channels);
        split.gather([k], whole, () => augmenter.pixels(k));
        out.set(whole.subarray(0, image.length));
        expect([...out]).toEqual(image.map(normalize));
      });
    }
  });

  it('are the same however training is cut into batches', () => {
    const calls = callsOf('[pad(2, symmetric), crop([6, 5]), flip]');
    const [one, other] = [new Augmenter(calls, { height, width }, 1), new Augmenter(calls, { height, width }, 1)];
    one.prepare(0, 12);
    for (const first of [8, 4, 0]) {
      other.prepare(first, 4);
      for (let k = 0; k < 4; k++) expect(other.pixels(k)).toEqual(one.pixels(first + k));
    }
  });

  it('show every place equally often, and half of them are flipped', () => {
    const count = 9000;
    const augmenter = new Augmenter(callsOf('[pad(1), crop([6, 5]), flip]'), { height, width }, 0);
    augmenter.prepare(0, count);
    const places = new Map<string, number>();
    for (let k = 0; k < count; k++) {
      const { rows, columns } = augmenter.pixels(k);
      const flipped = columns[2]! < columns[1]!;
      const key = `${rows[2]! - 2} ${columns[2]! - 2} ${flipped}`;
      places.set(key, (places.get(key) ?? 0) + 1);
    }
    // 3 rows, 3 columns, flipped or not: 500 each, with a standard deviation of 22.
    expect(places.size).toBe(18);
    for (const times of places.values()) expect(Math.abs(times - 500)).toBeLessThan(100);
  });

  it('are never or always flipped where the probability says so', () => {
    for (const [probability, first] of [
      ['0%', 0],
      ['100%', 4],
    ] as const) {
      const augmenter = new Augmenter(callsOf(`flip(${probability})`), { height, width }, 0);
      augmenter.prepare(0, 50);
      for (let k = 0; k < 50; k++) expect(augmenter.pixels(k).columns[0]).toBe(first);
    }
  });
});

describe('examples that are held out', () => {
  const dataset = (count: number): Dataset => {
    const labels = Int32Array.from({ length: count }, (_, index) => index);
    const split = floatSplit(Float32Array.from(labels), labels, [1], 0);
    return { exampleShape: [1], classes: count, train: split, test: split, files: [] };
  };

  it.each(goldens.validation)('are $held of $count, always the same ones', ({ count, held, indices }) => {
    const { train, validation } = holdOut(dataset(count), held);
    expect([...validation!.labels]).toEqual(indices);
    expect([...train.labels, ...validation!.labels].sort((a, b) => a - b)).toEqual([...dataset(count).train.labels]);
    expect([train.count, validation!.count]).toEqual([count - held, held]);
    const out = new Float32Array(held + 1).fill(9);
    validation!.gather(Int32Array.from(indices.keys()), out);
    expect([...out]).toEqual([...indices, 0]);
  });

  it('may be none, but not all', () => {
    expect(holdOut(dataset(5), 0).validation).toBeUndefined();
    expect(() => holdOut(dataset(5), 5)).toThrow('`validation: 5` leaves nothing to train on: there are 5 examples.');
  });
});
