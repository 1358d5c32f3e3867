import { inputOf } from '../../compiler/phases/3-expand/check-experiment.js';
import type { Experiment } from '../../compiler/index.js';
import { checkFit, loadDataset, type Dataset } from '../data/index.js';
import { normalizer } from './normalize.js';

/**
 * The data of an experiment, checked to be what its model takes.
 * @param folder where relative paths start
 * @throws {DataError | FileError}
 */
export async function loadData(experiment: Experiment, folder: string): Promise<Dataset> {
  const { description, args } = experiment.data;
  const dataset = await loadDataset(description.name, { arguments: args, normalize: normalizer(args), folder });
  checkFit(dataset, inputOf(experiment).shape, experiment.losses[0]!.target.shape.at(-1)!);
  return dataset;
}
