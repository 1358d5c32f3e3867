import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Arguments } from '../../../compiler/evaluation/arguments.js';
import type { CompileTimeValue } from '../../../compiler/schema.js';
import { checkFit, loadDataset, type Dataset } from '../../../runtime/data/index.js';
import { encodeNpy } from '../../../runtime/files/index.js';
import type { NumericArray } from '../../../runtime/files/npy-elements.js';
import { temporaryFolder } from '../files/folder.js';

const folder = temporaryFolder();

function save(name: string, data: NumericArray, shape: readonly number[]): void {
  writeFileSync(join(folder, name), encodeNpy(data, shape));
}

save(
  'x.npy',
  Float64Array.from({ length: 24 }, (_, i) => i / 10),
  [4, 3, 2],
);
save('y.npy', BigInt64Array.of(0n, 1n, 2n, 1n), [4]);
save('xt.npy', Uint8Array.of(0, 1, 2, 3, 254, 255), [1, 3, 2]);
save('yt.npy', Uint8Array.of(2), [1, 1]);

const files = { train: 'x.npy', train_labels: 'y.npy', test: 'xt.npy', test_labels: 'yt.npy' };

function load(changed: Partial<typeof files> = {}, classes = 3, normalize = (x: number) => x): Promise<Dataset> {
  const values = new Map<string, CompileTimeValue>([['classes', { kind: 'int', value: classes }]]);
  for (const [name, value] of Object.entries({ ...files, ...changed })) values.set(name, { kind: 'string', value });
  return loadDataset('arrays', { arguments: new Arguments(values), normalize, folder });
}

describe('arrays', () => {
  it('are read, normalised and gathered', async () => {
    const data = await load({}, 3, (x) => 2 * x + 1);
    expect(data).toMatchObject({ exampleShape: [3, 2], classes: 3, train: { count: 4 }, test: { count: 1 } });
    expect(data.train.labels).toEqual(Int32Array.of(0, 1, 2, 1));
    const train = new Float32Array(18).fill(7);
    data.train.gather([3, 0], train);
    const example = (first: number) => Array.from({ length: 6 }, (_, i) => Math.fround(2 * ((first + i) / 10) + 1));
    expect([...train]).toEqual([...example(18), ...example(0), 0, 0, 0, 0, 0, 0]);
    const test = new Float32Array(6);
    data.test.gather([0], test);
    expect([...test]).toEqual([1, 3, 5, 7, 509, 511]);
  });

  it('come from one .npz file by key', async () => {
    const entry = (data: NumericArray, shape: number[]) => encodeNpy(data, shape);
    const zip = zipSync({ 'x.npy': entry(Float32Array.of(1, 2), [1, 2]), 'y.npy': entry(Int32Array.of(1), [1]) });
    writeFileSync(join(folder, 'all.npz'), zip);
    const [x, y] = ['all.npz#x', 'all.npz#y'];
    const data = await load({ train: x, train_labels: y, test: x, test_labels: y });
    expect(data.exampleShape).toEqual([2]);
  });
});

describe('arrays that are refused', () => {
  save('y3.npy', Int32Array.of(0, 1, 2), [3]);
  save('y-high.npy', Int32Array.of(0, 1, 3, 0), [4]);
  save('y-negative.npy', Int32Array.of(0, 1, -1, 0), [4]);
  save('y-huge.npy', BigInt64Array.of(0n, 2n ** 40n, 0n, 0n), [4]);
  save('y-real.npy', Float32Array.of(0, 1, 2, 0), [4]);
  save('y-wide.npy', Int32Array.of(0, 1, 2, 0), [2, 2]);
  save('x-flat.npy', Float32Array.of(1, 2, 3, 4), [4]);
  save('x-none.npy', new Float32Array(0), [0, 3, 2]);
  save('y-none.npy', new Int32Array(0), [0]);
  save(
    'x-nan.npy',
    Float32Array.from({ length: 24 }, (_, i) => (i === 13 ? NaN : i)),
    [4, 3, 2],
  );
  save(
    'x-huge.npy',
    Float64Array.from({ length: 24 }, () => 1e300),
    [4, 3, 2],
  );
  save('xt-other.npy', new Float32Array(6), [1, 2, 3]);
  const at = (name: string) => join(folder, name);

  it.each([
    [{ train_labels: 'y3.npy' }, `${at('x.npy')} has 4 examples and ${at('y3.npy')} 3 labels.`],
    [{ train_labels: 'y-high.npy' }, `${at('y-high.npy')} has the label 3 at 2: with 3 classes, labels are 0 to 2.`],
    [{ train_labels: 'y-negative.npy' }, 'has the label -1 at 2'],
    [{ train_labels: 'y-huge.npy' }, 'has the label 1099511627776 at 1'],
    [{ train_labels: 'y-real.npy' }, `${at('y-real.npy')} holds float32: labels must be whole numbers`],
    [{ train_labels: 'y-wide.npy' }, `${at('y-wide.npy')} has the shape [2, 2]: labels are one class number`],
    [{ train: 'x-flat.npy' }, `${at('x-flat.npy')} has the shape [4]: examples are [N, …]`],
    [{ train: 'x-none.npy', train_labels: 'y-none.npy' }, `${at('x-none.npy')} holds no examples.`],
    [{ train: 'x-nan.npy' }, `${at('x-nan.npy')} holds NaN, in example 2: every value must be a finite number.`],
    [{ train: 'x-huge.npy' }, 'holds 1e+300, which `normalize` turns into Infinity, in example 0'],
    [{ test: 'xt-other.npy' }, 'Training examples are [3, 2] and test examples [2, 3]'],
    [{ test: 'missing.npy' }, `Can't read ${at('missing.npy')}: there is no such file or folder.`],
  ])('%j', async (changed, message) => {
    await expect(load(changed)).rejects.toThrow(message);
  });

  it('when normalising a byte gives no number', async () => {
    await expect(load({ train: 'xt.npy', train_labels: 'yt.npy' }, 3, Math.log)).rejects.toThrow(
      '`normalize` turns 0 into -Infinity',
    );
  });
});

describe('checkFit', () => {
  const data = (exampleShape: number[]) => ({ exampleShape, classes: 3 }) as unknown as Dataset;

  it('takes equal shapes, and grey images without an axis of channels', () => {
    expect(() => checkFit(data([28, 28, 1]), [28, 28, 1], 3)).not.toThrow();
    expect(() => checkFit(data([28, 28]), [28, 28, 1], 3)).not.toThrow();
  });

  it('names both shapes or both numbers of classes', () => {
    expect(() => checkFit(data([784]), [28, 28, 1], 3)).toThrow(
      "The examples are [784], and the model's input is [28, 28, 1].",
    );
    expect(() => checkFit(data([3, 32, 32]), [32, 32, 3], 3)).toThrow('Channels come last here');
    expect(() => checkFit(data([2]), [2], 4)).toThrow(
      'The data have 3 classes, and the layer that the loss reads has 4.',
    );
  });
});
