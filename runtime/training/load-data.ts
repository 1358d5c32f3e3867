import { inputOf } from '../../compiler/phases/3-expand/check-experiment.js';
import { validationCount } from '../../compiler/data/index.js';
import type { Experiment } from '../../compiler/index.js';
import { checkFit, holdOut, loadDataset, type Dataset } from '../data/index.js';
import { normalizer } from './normalize.js';

/**
 * The data of an experiment, checked to be what its model takes, with what is held out for validation set aside.
 * @param folder where relative paths start
 * @throws {DataError | FileError}
 */
export async function loadData(experiment: Experiment, folder: string): Promise<Dataset> {
  const { description, args } = experiment.data;
  const dataset = await loadDataset(description.name, { arguments: args, normalize: normalizer(args), folder });
  checkFit(dataset, inputOf(experiment).shape, description.classes(args));
  return holdOut(dataset, validationCount(args));
}
