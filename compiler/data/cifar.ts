import { dividedBy, type DatasetDescription } from './dataset.js';
import { augmentParameter, folderParameter, normalizeParameter, validationParameter } from './parameters.js';

const trainCount = 50000;

function cifar(classes: 10 | 100, example: string, extra: DatasetDescription['parameters'] = []): DatasetDescription {
  const published = classes === 10 ? 'cifar-10-batches-bin' : 'cifar-100-binary';
  const files = classes === 10 ? 'data_batch_1.bin to data_batch_5.bin and test_batch.bin' : 'train.bin and test.bin';
  return {
    name: `cifar${classes}`,
    doc: `CIFAR-${classes}: 60,000 colour images of ${classes} kinds of things, 32 by 32 pixels from 0 to 255.`,
    example,
    parameters: [
      ...extra,
      augmentParameter,
      normalizeParameter(dividedBy(255)),
      validationParameter(trainCount),
      folderParameter(
        `Folder with ${files}, plain or .gz; without it ${published} is looked for in $ANGNET_DATA, then in a folder ` +
          'data beside the spec.',
      ),
    ],
    exampleShape: [32, 32, 3],
    classes: () => classes,
    trainCount,
    testCount: 10000,
  };
}

export const cifar10 = cifar(10, 'cifar10(augment: [pad(4), crop(32), flip], normalize: (x - 127.5) / 128)');

const plain100 = cifar(100, 'cifar100(augment: [pad(4, symmetric), crop(32), flip], normalize: (x - 127.5) / 128)', [
  {
    name: 'labels',
    type: { kind: 'word', words: ['fine', 'coarse'] },
    default: { kind: 'word', value: 'fine' },
    named: true,
    doc: 'The 100 `fine` classes, or the 20 `coarse` ones that they belong to.',
  },
]);

export const cifar100: DatasetDescription = {
  ...plain100,
  classes: (args) => (args.has('labels') && args.word('labels') === 'coarse' ? 20 : 100),
};
