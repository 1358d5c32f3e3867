import { DataError, type Dataset } from './dataset.js';

/**
 * Checks that examples are what a model takes. A last axis of one channel may be absent in the files.
 * @param shape of the model's input, without the batch
 * @param classes number of outputs that the loss reads
 * @throws {DataError}
 */
export function checkFit(dataset: Dataset, shape: readonly number[], classes: number): void {
  const [given, wanted] = [dataset.exampleShape, shape].map((sizes) => `[${sizes.join(', ')}]`);
  if (given !== wanted && `[${[...dataset.exampleShape, 1].join(', ')}]` !== wanted) {
    throw new DataError(
      `The examples are ${given}, and the model's input is ${wanted}.${channelsHint(dataset, shape)}`,
    );
  }
  if (dataset.classes !== classes) {
    throw new DataError(`The data have ${dataset.classes} classes, and the layer that the loss reads has ${classes}.`);
  }
}

function channelsHint({ exampleShape }: Dataset, [height, width, channels]: readonly number[]): string {
  const channelsFirst = exampleShape.join() === [channels, height, width].join();
  return channelsFirst ? ' Channels come last here: save them with .transpose(0, 2, 3, 1).' : '';
}
