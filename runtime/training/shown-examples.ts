import type { Experiment } from '../../compiler/index.js';
import { inputOf } from '../../compiler/phases/3-expand/check-experiment.js';
import { DataError, type Dataset } from '../data/index.js';
import { ExampleOrder } from '../random/index.js';
import { augmenterFor } from './augmentation.js';
import { normalizer } from './normalize.js';

export const splitNames = ['train', 'validation', 'test'] as const;

export type SplitName = (typeof splitNames)[number];

/** Images as the net of an experiment gets them. */
export interface ShownExamples {
  /** [N, height, width, channels], normalised. */
  readonly values: Float32Array;
  readonly shape: readonly [number, number, 1 | 3];
  /** Class numbers, [N]. */
  readonly labels: readonly number[];
  /** What the least and the greatest raw value become; of arrays, what is least and greatest among the values. */
  readonly range: readonly [number, number];
}

/**
 * The first training examples of a run, augmented as in it; or the first ones that are validated or tested on.
 * @param most how many, where there are that many
 * @throws {DataError} where the examples are no images, or there is no such split
 */
export function shownExamples(
  experiment: Experiment,
  dataset: Dataset,
  { split: name, most, seed }: { readonly split: SplitName; readonly most: number; readonly seed: number },
): ShownExamples {
  const shape = imageShape(inputOf(experiment).shape);
  const split = dataset[name];
  if (!split) throw new DataError('Nothing is held out for validation: write `validation: 5000` among the data.');
  const count = Math.min(most, split.count);
  const values = new Float32Array(count * shape[0] * shape[1] * shape[2]);
  const inOrder = Int32Array.from({ length: count }, (_, index) => index);
  const indices = name === 'train' ? new ExampleOrder(seed, split.count).batchIndices(0, count) : inOrder;
  const augmenter = name === 'train' ? augmenterFor(experiment, seed) : undefined;
  augmenter?.prepare(0, count);
  split.gather(indices, values, augmenter && ((position) => augmenter.pixels(position)));
  const labels = Array.from(indices, (index) => split.labels[index]!);
  return { values, shape, labels, range: rangeOf(experiment, values) };
}

function imageShape(shape: readonly number[]): readonly [number, number, 1 | 3] {
  const [height, width, channels] = shape;
  if (shape.length === 3 && (channels === 1 || channels === 3)) return [height!, width!, channels];
  throw new DataError(
    `Only images with one channel or three can be drawn, and the examples are of shape [${shape.join(', ')}].`,
  );
}

function rangeOf({ data: { description, args } }: Experiment, values: Float32Array): readonly [number, number] {
  // A white pixel is 255 in all sets of known shape; what `normalize` makes of it is drawn white, and so turns round
  // what it turns round.
  if (description.exampleShape) return [0, 255].map(normalizer(args)) as [number, number];
  return values.reduce<readonly [number, number]>(
    ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)],
    [Infinity, -Infinity],
  );
}
