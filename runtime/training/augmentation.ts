import { augmentationsOf } from '../../compiler/data/index.js';
import type { Experiment } from '../../compiler/index.js';
import { inputOf } from '../../compiler/phases/3-expand/check-experiment.js';
import { Augmenter } from '../data/index.js';

/** What changes an experiment's training examples; undefined where nothing does. */
export function augmenterFor(experiment: Experiment, seed: number): Augmenter | undefined {
  const calls = augmentationsOf(experiment.data.args);
  if (calls.length === 0) return undefined;
  const [height, width] = inputOf(experiment).shape as readonly [number, number, number];
  return new Augmenter(calls, { height, width }, seed);
}
