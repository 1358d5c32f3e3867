import { resolve } from 'node:path';
import { numpyPath, readNumpy } from '../files/numpy.js';
import type { NpyArray } from '../files/npy.js';
import { DataError, type DataSource, type LoadContext, type Split } from './dataset.js';
import { byteSplit, floatSplit } from './splits.js';

/** Examples and labels from NumPy files. */
export const arrays: DataSource = {
  async load(context) {
    const classes = context.arguments.int('classes');
    const train = await loadSplit(context, 'train', 'train_labels', classes);
    const test = await loadSplit(context, 'test', 'test_labels', classes);
    if (train.exampleShape.join() !== test.exampleShape.join()) {
      const [ofTrain, ofTest] = [train, test].map(({ exampleShape }) => `[${exampleShape.join(', ')}]`);
      throw new DataError(`Training examples are ${ofTrain} and test examples ${ofTest}: they must be of one shape.`);
    }
    const files = ['train', 'train_labels', 'test', 'test_labels'].map((name) => numpyPath(locate(context, name)));
    return { exampleShape: train.exampleShape, classes, train: train.split, test: test.split, files };
  },
};

/** The file that an argument names, with the key of an array in it. */
function locate(context: LoadContext, argument: string): string {
  return resolve(context.folder, context.arguments.string(argument));
}

interface LoadedSplit {
  readonly exampleShape: readonly number[];
  readonly split: Split;
}

async function loadSplit(
  context: LoadContext,
  name: string,
  labelsName: string,
  classes: number,
): Promise<LoadedSplit> {
  const [path, labelsPath] = [locate(context, name), locate(context, labelsName)];
  const examples = await readNumpy(path);
  const labels = readLabels(await readNumpy(labelsPath), labelsPath, classes);
  const [count, ...exampleShape] = examples.shape;
  if (exampleShape.length === 0) {
    throw new DataError(`${path} has the shape [${examples.shape.join()}]: examples are [N, …], at least vectors.`);
  }
  if (count !== labels.length) {
    throw new DataError(`${path} has ${count} examples and ${labelsPath} ${labels.length} labels.`);
  }
  if (count === 0) throw new DataError(`${path} holds no examples.`);
  return { exampleShape, split: makeSplit(examples, labels, context.normalize, path) };
}

function makeSplit(examples: NpyArray, labels: Int32Array, normalize: (x: number) => number, path: string): Split {
  const size = examples.data.length / labels.length;
  const shape = examples.shape.slice(1);
  if (examples.data instanceof Uint8Array) return byteSplit(examples.data, labels, shape, normalize);
  const values = new Float32Array(examples.data.length);
  for (let i = 0; i < values.length; i++) {
    values[i] = normalize(Number(examples.data[i]));
    if (!Number.isFinite(values[i])) throw badValue(path, Number(examples.data[i]), values[i]!, Math.floor(i / size));
  }
  return floatSplit(values, labels, shape, normalize(0));
}

function badValue(path: string, raw: number, value: number, example: number): DataError {
  const problem = Number.isFinite(raw) ? `holds ${raw}, which \`normalize\` turns into ${value}` : `holds ${raw}`;
  return new DataError(`${path} ${problem}, in example ${example}: every value must be a finite number.`);
}

/** Labels are whole numbers from 0 to classes - 1, [N] or [N, 1]. */
function readLabels({ data, shape, dtype }: NpyArray, path: string, classes: number): Int32Array {
  if (shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) {
    throw new DataError(`${path} has the shape [${shape.join(', ')}]: labels are one class number an example, [N].`);
  }
  if (!/^u?int/.test(dtype)) {
    throw new DataError(`${path} holds ${dtype}: labels must be whole numbers, so save them with .astype('int64').`);
  }
  return Int32Array.from(data as ArrayLike<number | bigint>, (label, index) => {
    if (label >= 0 && label < classes) return Number(label);
    throw new DataError(
      `${path} has the label ${label} at ${index}: with ${classes} classes, labels are 0 to ${classes - 1}.`,
    );
  });
}
