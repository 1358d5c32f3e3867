import { arrays } from './arrays.js';
import { cifar10, cifar100 } from './cifar.js';
import type { DatasetDescription } from './dataset.js';
import { fashionMnist } from './fashion-mnist.js';
import { mnist } from './mnist.js';

export { augmentationsOf, type AugmentationCall } from './augmentations/index.js';
export { validationCount } from './validation.js';
export { trainingCount, type DatasetDescription } from './dataset.js';

/** Every kind of data set. A new one is a file in this folder, its loader in runtime/data, and a line in each list. */
const all: readonly DatasetDescription[] = [mnist, fashionMnist, cifar10, cifar100, arrays];

export const dataSets: ReadonlyMap<string, DatasetDescription> = new Map(all.map((data) => [data.name, data]));
