import { dirname } from 'node:path';
import { cifar10 as description10, cifar100 as description100 } from '../../compiler/data/cifar.js';
import type { DatasetDescription } from '../../compiler/data/index.js';
import { readBytes } from '../files/read.js';
import { checkBalance } from './balance.js';
import { findFiles, type PublishedFolder } from './data-folder.js';
import { DataError, type DataSource, type LoadContext, type Split } from './dataset.js';
import { gunzipped } from './gunzip.js';
import { byteSplit } from './splits.js';

const PLANE = 32 * 32;
const PIXELS = 3 * PLANE;
const published = { what: 'the binary version', address: 'https://www.cs.toronto.edu/~kriz/cifar.html' };

/** The layout of a CIFAR: records of one byte for each kind of label, then the red, green and blue plane. */
export interface CifarLayout extends PublishedFolder {
  readonly description: DatasetDescription;
  /** Number of classes of each label byte, in the order of the bytes. */
  readonly labels: readonly number[];
  readonly recordsPerFile: { readonly train: number; readonly test: number };
}

const batches = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);

/** One label byte, and training data in five files. */
export const cifar10: DataSource = cifar({
  title: 'CIFAR-10',
  name: 'cifar10',
  folder: 'cifar-10-batches-bin',
  files: [...batches, 'test_batch.bin'],
  ...published,
  description: description10,
  labels: [10],
  recordsPerFile: { train: 10_000, test: 10_000 },
});

/** The byte of the coarse label comes first, then that of the fine one. */
export const cifar100: DataSource = cifar({
  title: 'CIFAR-100',
  name: 'cifar100',
  folder: 'cifar-100-binary',
  files: ['train.bin', 'test.bin'],
  ...published,
  description: description100,
  labels: [20, 100],
  recordsPerFile: { train: 50_000, test: 10_000 },
});

/** How data in the layout of a CIFAR are found and read. */
export function cifar(layout: CifarLayout): DataSource {
  return {
    async load(context) {
      const { arguments: args, folder } = context;
      const files = findFiles(layout, folder, args.has('folder') ? args.string('folder') : undefined);
      const { train, test } = layout.recordsPerFile;
      return {
        exampleShape: layout.description.exampleShape!,
        classes: layout.description.classes(args),
        train: await readSplit(layout, files.slice(0, -1), train, context),
        test: await readSplit(layout, files.slice(-1), test, context),
        files,
      };
    },
    async locate(folder) {
      try {
        return { present: true, detail: dirname(findFiles(layout, folder, undefined)[0]!) };
      } catch (cause) {
        if (cause instanceof DataError) return { present: false, detail: cause.message };
        throw cause;
      }
    },
  };
}

/** @param records in each file */
async function readSplit(
  layout: CifarLayout,
  files: readonly string[],
  records: number,
  { arguments: args, normalize }: LoadContext,
): Promise<Split> {
  const labelBytes = layout.labels.length;
  const count = records * files.length;
  const labels = layout.labels.map(() => new Int32Array(count));
  const pixels = new Uint8Array(count * PIXELS);
  for (const [index, path] of files.entries()) {
    const content = gunzipped(await readBytes(path), records * (labelBytes + PIXELS), path, layout.title);
    for (let record = 0; record < records; record++) {
      const example = index * records + record;
      const from = record * (labelBytes + PIXELS);
      for (let k = 0; k < labelBytes; k++) labels[k]![example] = content[from + k]!;
      interleave(content, from + labelBytes, pixels, example * PIXELS);
    }
  }
  const path = files.length === 1 ? files[0]! : dirname(files[0]!);
  for (const [k, classes] of layout.labels.entries()) checkBalance(labels[k]!, classes, layout.title, path);
  const wanted = layout.labels.indexOf(layout.description.classes(args));
  return byteSplit(pixels, labels[wanted]!, layout.description.exampleShape!, normalize);
}

/** Planes one after another become pixels with their channels together. */
function interleave(planes: Uint8Array, from: number, pixels: Uint8Array, to: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const plane = from + channel * PLANE;
    for (let k = 0; k < PLANE; k++) pixels[to + 3 * k + channel] = planes[plane + k]!;
  }
}
