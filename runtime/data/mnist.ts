import { createHash } from 'node:crypto';
import { mnist as description } from '../../compiler/data/mnist.js';
import { readBytes } from '../files/read.js';
import { DataError, type DataSource, type Split } from './dataset.js';
import { gunzipped } from './gunzip.js';
import { mnistFiles, type IdxFile } from './idx.js';
import { findMnist, findMnistFile } from './mnist-folder.js';
import { byteSplit } from './splits.js';

/** MNIST from its four standard files, whose content is checked. */
export const mnist: DataSource = {
  async load({ arguments: args, folder, normalize }) {
    const found = findMnist(folder, args.has('folder') ? args.string('folder') : undefined);
    const split = async (images: IdxFile, labels: IdxFile): Promise<Split> => {
      const [pixels, classes] = [await readIdx(found, images), await readIdx(found, labels)];
      return byteSplit(pixels, Int32Array.from(classes), description.exampleShape!, normalize);
    };
    return {
      exampleShape: description.exampleShape!,
      classes: description.classes(args),
      train: await split(mnistFiles.trainImages, mnistFiles.trainLabels),
      test: await split(mnistFiles.testImages, mnistFiles.testLabels),
      files: [],
    };
  },

  async locate(folder) {
    try {
      const found = findMnist(folder, undefined);
      for (const file of Object.values(mnistFiles)) findMnistFile(found, file.name);
      return { present: true, detail: found };
    } catch (cause) {
      if (cause instanceof DataError) return { present: false, detail: cause.message };
      throw cause;
    }
  },
};

/** The elements of one of MNIST's files, after its size and checksum have been found right. */
async function readIdx(folder: string, file: IdxFile): Promise<Uint8Array> {
  const path = findMnistFile(folder, file.name);
  const content = gunzipped(await readBytes(path), file.size, path, 'MNIST');
  if (createHash('sha256').update(content).digest('hex') !== file.sha256) {
    throw new DataError(
      `${path} has the right size but is not MNIST's ${file.name} (its SHA-256 differs): get it anew, or use ` +
        '`arrays(…)` for images of your own.',
    );
  }
  return content.subarray(file.header);
}
