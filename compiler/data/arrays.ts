import type { Parameter } from '../schema.js';
import { unchanged, type DatasetDescription } from './dataset.js';
import { augmentParameter, normalizeParameter, validationParameter } from './parameters.js';

function file(name: string, doc: string): Parameter {
  return { name, type: { kind: 'string' }, doc, named: true };
}

export const arrays: DatasetDescription = {
  name: 'arrays',
  doc: 'Images or vectors and their labels from NumPy files: .npy, or `file.npz#key` for one array of several.',
  example: 'arrays(train: "x.npy", train_labels: "y.npy", test: "xt.npy", test_labels: "yt.npy", classes: 10)',
  parameters: [
    file('train', 'Training examples, [N, …] with channels last.'),
    file('train_labels', 'Class numbers of the training examples, whole numbers from 0, [N].'),
    file('test', 'Test examples.'),
    file('test_labels', 'Class numbers of the test examples.'),
    { name: 'classes', type: { kind: 'int', min: 2 }, doc: 'Number of classes.', named: true },
    augmentParameter,
    normalizeParameter(unchanged, 'value'),
    validationParameter(),
  ],
  classes: (args) => args.int('classes'),
};
