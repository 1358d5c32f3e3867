import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { mnist as description } from '../../compiler/data/mnist.js';
import { readBytes } from '../files/read.js';
import { DataError, type DataSource, type Split } from './dataset.js';
import { mnistFiles, type IdxFile } from './idx.js';
import { findMnist, findMnistFile } from './mnist-folder.js';
import { byteSplit } from './splits.js';

const SIZE = 28 * 28;

/** MNIST from its four standard files, whose content is checked. */
export const mnist: DataSource = {
  async load({ arguments: args, folder, normalize }) {
    const found = findMnist(folder, args.has('folder') ? args.string('folder') : undefined);
    const split = async (images: IdxFile, labels: IdxFile): Promise<Split> => {
      const [pixels, classes] = [await readIdx(found, images), await readIdx(found, labels)];
      return byteSplit(pixels, Int32Array.from(classes), SIZE, normalize);
    };
    return {
      exampleShape: description.exampleShape!,
      classes: description.classes!,
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
  const content = decompress(await readBytes(path), file, path);
  if (content.length !== file.size) {
    throw new DataError(`${path} has ${content.length} bytes where MNIST has ${file.size}: get it anew.`);
  }
  if (createHash('sha256').update(content).digest('hex') !== file.sha256) {
    throw new DataError(
      `${path} has the right size but is not MNIST's ${file.name} (its SHA-256 differs): get it anew, or use ` +
        '`arrays(…)` for images of your own.',
    );
  }
  return content.subarray(file.header);
}

function decompress(bytes: Uint8Array, file: IdxFile, path: string): Uint8Array {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!gzipped) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: file.size });
  } catch (cause) {
    const larger = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const problem = larger ? `unpacks to more than MNIST's ${file.size} bytes` : 'is a damaged .gz file';
    throw new DataError(`${path} ${problem}: get it anew.`);
  }
}
