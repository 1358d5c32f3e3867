import { arrays } from './arrays.js';
import { cifar10, cifar100 } from './cifar.js';
import type { DataSource, Dataset, LoadContext } from './dataset.js';
import { fashionMnist } from './fashion-mnist.js';
import { mnist } from './mnist.js';

export { Augmenter } from './augmenter.js';
export { holdOut } from './hold-out.js';
export { checkFit } from './fit.js';
export { DataError, type DataSource, type Dataset, type LoadContext, type Presence, type Split } from './dataset.js';

/** How each data set that compiler/data describes is read. */
export const dataSources: Readonly<Record<string, DataSource>> = {
  mnist,
  fashion_mnist: fashionMnist,
  cifar10,
  cifar100,
  arrays,
};

/**
 * Reads a data set into memory.
 * @param name a name of compiler/data's registry
 * @throws {DataError | FileError} when files are missing or wrong
 */
export function loadDataset(name: string, context: LoadContext): Promise<Dataset> {
  const source = dataSources[name];
  if (!source) throw new Error(`the data set ${name} has no loader`);
  return source.load(context);
}
