import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cifar100 as description } from '../../../compiler/data/cifar.js';
import { Arguments } from '../../../compiler/evaluation/arguments.js';
import type { CompileTimeValue } from '../../../compiler/schema.js';
import { cifar, cifar100, type CifarLayout } from '../../../runtime/data/cifar.js';
import { findFiles } from '../../../runtime/data/data-folder.js';
import type { Dataset } from '../../../runtime/data/index.js';
import { CIFAR_100, describeCifar100 } from '../../support/needs.js';
import { temporaryFolder } from '../files/folder.js';

const home = temporaryFolder();

/** CIFAR-100 with as many records as there are classes. */
const layout: CifarLayout = {
  title: 'CIFAR-100',
  name: 'cifar100',
  folder: 'cifar-100-binary',
  files: ['train.bin', 'test.bin'],
  what: 'the binary version',
  address: 'https://example.org',
  description,
  labels: [20, 100],
  recordsPerFile: { train: 200, test: 100 },
};

const byteAt = (record: number, channel: number, pixel: number) => (record * 7 + channel * 89 + pixel) % 256;

/** Records of a coarse label, a fine label, and the planes of the colours. */
function records(count: number, labelsOf: (record: number) => readonly number[]): Uint8Array {
  const bytes = new Uint8Array(count * 3074);
  for (let record = 0; record < count; record++) {
    bytes.set(labelsOf(record), record * 3074);
    for (let channel = 0; channel < 3; channel++) {
      for (let pixel = 0; pixel < 1024; pixel++) {
        bytes[record * 3074 + 2 + channel * 1024 + pixel] = byteAt(record, channel, pixel);
      }
    }
  }
  return bytes;
}

const right = (record: number) => [Math.floor((record % 100) / 5), record % 100];

function folderWith(name: string, files: Readonly<Record<string, Uint8Array>>): string {
  mkdirSync(join(home, name));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(home, name, file), content);
  return join(home, name);
}

function load(folder: string, given: Record<string, CompileTimeValue> = {}): Promise<Dataset> {
  const values = new Map<string, CompileTimeValue>(
    Object.entries({ folder: { kind: 'string', value: folder }, ...given }),
  );
  return cifar(layout).load({ arguments: new Arguments(values), normalize: (x) => x, folder: home });
}

describe('a CIFAR in its binary layout', () => {
  const folder = folderWith('right', {
    'train.bin': records(200, right),
    'test.bin.gz': gzipSync(records(100, right)),
  });

  it('has the fine labels, or the coarse ones, and pixels with their channels last', async () => {
    const fine = await load(folder);
    expect(fine).toMatchObject({
      exampleShape: [32, 32, 3],
      classes: 100,
      train: { count: 200 },
      test: { count: 100 },
    });
    expect([...fine.train.labels]).toEqual(Array.from({ length: 200 }, (_, record) => record % 100));
    const coarse = await load(folder, { labels: { kind: 'word', value: 'coarse' } });
    expect(coarse.classes).toBe(20);
    expect([...coarse.test.labels]).toEqual(Array.from({ length: 100 }, (_, record) => Math.floor(record / 5)));
    const out = new Float32Array(2 * 3072);
    fine.test.gather([99, 3], out);
    const expected = [99, 3].flatMap((record) =>
      Array.from({ length: 3072 }, (_, k) => byteAt(record, k % 3, Math.floor(k / 3))),
    );
    expect([...out]).toEqual(expected);
    expect(fine.files).toEqual([join(folder, 'train.bin'), join(folder, 'test.bin.gz')]);
  });

  it.each([
    ['short', records(199, right), 'has 611726 bytes where CIFAR-100 has 614800: get it anew.'],
    ['swapped', records(200, (record) => right(record).reverse()), 'its labels are not 10 of each of 20 classes'],
    ['unequal', records(200, (record) => (record === 7 ? [1, 8] : right(record))), 'not 2 of each of 100 classes'],
  ])('is refused when it is %s', async (name, train, message) => {
    const wrong = folderWith(name, { 'train.bin': train, 'test.bin': records(100, right) });
    await expect(load(wrong)).rejects.toThrow(message);
    await expect(load(wrong)).rejects.toThrow(join(wrong, 'train.bin'));
  });
});

describe('where published data are looked for', () => {
  const folders = ['a/cifar-100-binary', 'b', 'c/data/cifar-100-binary'].map((folder) => join(home, folder));
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    for (const file of ['train.bin', 'test.bin.gz']) writeFileSync(join(folder, file), '');
  }
  const found = (spec: string, data: string | undefined, named?: string) =>
    findFiles(layout, join(home, spec), named, { ANGNET_DATA: data });
  const filesIn = (folder: string) => ['train.bin', 'test.bin.gz'].map((file) => join(home, folder, file));

  it('is the folder that a spec names, or $ANGNET_DATA, or data beside the spec', () => {
    expect(found('c', join(home, 'a'), '../b')).toEqual(filesIn('b'));
    expect(found('c', join(home, 'a'))).toEqual(filesIn('a/cifar-100-binary'));
    expect(found('c', join(home, 'b'))).toEqual(filesIn('b'));
    expect(found('c', undefined)).toEqual(filesIn('c/data/cifar-100-binary'));
  });

  it('is said where they are nowhere, with how to get them', () => {
    expect(() => found('d', undefined)).toThrow(
      `CIFAR-100 is not on this machine: train.bin was not found in ${join(home, 'd/data/cifar-100-binary')}, `,
    );
    expect(() => found('d', undefined)).toThrow(
      'Get the binary version from https://example.org and put the files into data/cifar-100-binary beside',
    );
    mkdirSync(join(home, 'half'));
    writeFileSync(join(home, 'half', 'train.bin'), '');
    expect(() => found('d', undefined, join(home, 'half'))).toThrow(
      `${join(home, 'half')} lacks test.bin (or test.bin.gz), one of the files of CIFAR-100.`,
    );
  });
});

describeCifar100('CIFAR-100 itself', () => {
  it('has the known means and deviations of its colours, and 500 images of each class', async () => {
    const values = new Map<string, CompileTimeValue>([['folder', { kind: 'string', value: CIFAR_100 }]]);
    const { train, test } = await cifar100.load({
      arguments: new Arguments(values),
      normalize: (x) => x / 255,
      folder: home,
    });
    expect([train.count, test.count]).toEqual([50_000, 10_000]);
    const [sums, squares] = [new Float64Array(3), new Float64Array(3)];
    const out = new Float32Array(1000 * 3072);
    for (let first = 0; first < train.count; first += 1000) {
      train.gather(
        Array.from({ length: 1000 }, (_, k) => first + k),
        out,
      );
      for (let k = 0; k < out.length; k++) {
        sums[k % 3]! += out[k]!;
        squares[k % 3]! += out[k]! ** 2;
      }
    }
    const count = train.count * 1024;
    const means = [...sums].map((sum) => sum / count);
    const deviations = means.map((mean, channel) => Math.sqrt(squares[channel]! / count - mean ** 2));
    // As published with many recipes for these images.
    expect(means.map((mean) => mean.toFixed(4))).toEqual(['0.5071', '0.4865', '0.4409']);
    expect(deviations.map((deviation) => deviation.toFixed(4))).toEqual(['0.2673', '0.2564', '0.2762']);
  }, 30_000);

  it('has five fine classes in each coarse one, which holds only if each byte is read as the label that it is', async () => {
    const labelsOf = async (labels: string) => {
      const values = new Map<string, CompileTimeValue>([
        ['folder', { kind: 'string', value: CIFAR_100 }],
        ['labels', { kind: 'word', value: labels }],
      ]);
      return (await cifar100.load({ arguments: new Arguments(values), normalize: (x) => x, folder: home })).test.labels;
    };
    const [fine, coarse] = [await labelsOf('fine'), await labelsOf('coarse')];
    const pairs = new Set(Array.from(fine, (label, index) => `${coarse[index]} of ${label}`));
    expect(pairs.size).toBe(100);
    // Apples are fruit and vegetables, whales aquatic mammals, in the alphabetical lists that come with the images.
    expect([...pairs]).toEqual(expect.arrayContaining(['4 of 0', '0 of 95']));
  }, 30_000);
});
