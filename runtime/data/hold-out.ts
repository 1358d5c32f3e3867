import { shuffled, stream } from '../random/index.js';
import { DataError, type Dataset, type Split } from './dataset.js';

/**
 * Takes some training examples aside for validation. Which ones depends on the numbers of examples alone, not on the
 * seed of a run, so that all runs of an ablation are validated on the same ones. They are drawn at random, since files
 * may be sorted by class.
 * @throws {DataError} when none would be left to train on
 */
export function holdOut(dataset: Dataset, count: number): Dataset {
  if (count === 0) return dataset;
  const { train } = dataset;
  if (count >= train.count) {
    throw new DataError(`\`validation: ${count}\` leaves nothing to train on: there are ${train.count} examples.`);
  }
  const order = shuffled(train.count, stream(0, 'validation', 'examples'));
  const kept = train.count - count;
  return {
    ...dataset,
    train: subset(train, order.slice(0, kept).sort()),
    validation: subset(train, order.slice(kept).sort()),
  };
}

/** The examples of a split at some indices. */
function subset(split: Split, chosen: Int32Array): Split {
  return {
    count: chosen.length,
    labels: chosen.map((index) => split.labels[index]!),
    gather: (indices, out, pixels) =>
      split.gather(
        Int32Array.from(indices, (index) => chosen[index]!),
        out,
        pixels,
      ),
  };
}
