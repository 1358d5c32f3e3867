import { inputOf } from '../../compiler/phases/3-expand/check-experiment.js';
import type { Experiment } from '../../compiler/index.js';
import { formatShape } from '../../compiler/phases/3-expand/network.js';
import { sizeOf } from '../../compiler/graph/types.js';
import { DataError, type Split } from '../data/index.js';
import type { NpyArray } from '../files/index.js';
import { normalizer } from './normalize.js';

/**
 * An array as examples of an experiment, normalised as its data are. A last axis of one channel may be absent.
 * @param path for messages
 * @throws {DataError} when the shape doesn't fit the model's input
 */
export function examplesOf(array: NpyArray, experiment: Experiment, path: string): Pick<Split, 'count' | 'gather'> {
  const { shape } = inputOf(experiment);
  const [count, ...sizes] = array.shape;
  if (count === undefined || ![sizes.join(), [...sizes, 1].join()].includes(shape.join())) {
    throw new DataError(
      `${path} has the shape [${array.shape.join(', ')}], and the model takes ${formatShape(shape)}.`,
    );
  }
  const normalize = normalizer(experiment.data.args);
  const size = sizeOf(shape);
  return {
    count,
    gather(indices, out) {
      for (let i = 0; i < indices.length; i++) {
        const from = indices[i]! * size;
        for (let k = 0; k < size; k++) out[i * size + k] = normalize(Number(array.data[from + k]));
      }
      out.fill(0, indices.length * size);
    },
  };
}
