import { dividedBy, type DatasetDescription } from './dataset.js';
import { augmentParameter, folderParameter, normalizeParameter, validationParameter } from './parameters.js';

const trainCount = 60000;

export const fashionMnist: DatasetDescription = {
  name: 'fashion_mnist',
  doc: 'Fashion-MNIST: 70,000 grey images of ten kinds of clothes, 28 by 28 pixels from 0 to 255 (Xiao et al. 2017).',
  example: 'fashion_mnist(augment: [flip], normalize: (x - 127.5) / 128)',
  parameters: [
    augmentParameter,
    normalizeParameter(dividedBy(255)),
    validationParameter(trainCount),
    folderParameter(
      'Folder with the four IDX files, plain or .gz; without it fashion-mnist is looked for in $ANGNET_DATA, then in a ' +
        'folder data beside the spec.',
    ),
  ],
  exampleShape: [28, 28, 1],
  classes: () => 10,
  trainCount,
  testCount: 10000,
};
