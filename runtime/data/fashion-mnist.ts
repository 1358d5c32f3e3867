import { dirname } from 'node:path';
import { fashionMnist as description } from '../../compiler/data/fashion-mnist.js';
import { checkBalance } from './balance.js';
import { findFiles, type PublishedFolder } from './data-folder.js';
import { DataError, type DataSource } from './dataset.js';
import { readIdxBytes } from './idx-bytes.js';
import { byteSplit } from './splits.js';

/** The files are called like MNIST's. */
const published: PublishedFolder = {
  title: 'Fashion-MNIST',
  name: 'fashion_mnist',
  folder: 'fashion-mnist',
  files: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
  what: 'the four .gz files',
  address: 'https://github.com/zalandoresearch/fashion-mnist',
};

/** Fashion-MNIST from its four IDX files, whose sizes, headers and balance of classes are checked. */
export const fashionMnist: DataSource = {
  async load({ arguments: args, folder, normalize }) {
    const files = findFiles(published, folder, args.has('folder') ? args.string('folder') : undefined);
    const [height, width] = description.exampleShape!;
    const split = async ([images, labels]: readonly string[], count: number) => {
      const pixels = await readIdxBytes(images!, [count, height!, width!], published.title);
      const classes = Int32Array.from(await readIdxBytes(labels!, [count], published.title));
      // MNIST, whose files have the same names and sizes, has more of some classes than of others.
      checkBalance(classes, description.classes(args), published.title, labels!);
      return byteSplit(pixels, classes, description.exampleShape!, normalize);
    };
    return {
      exampleShape: description.exampleShape!,
      classes: description.classes(args),
      train: await split(files.slice(0, 2), description.trainCount!),
      test: await split(files.slice(2), description.testCount!),
      files,
    };
  },

  async locate(folder) {
    try {
      return { present: true, detail: dirname(findFiles(published, folder, undefined)[0]!) };
    } catch (cause) {
      if (cause instanceof DataError) return { present: false, detail: cause.message };
      throw cause;
    }
  },
};
