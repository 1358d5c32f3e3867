import { dirname } from 'node:path';
import type { Program } from '../compiler/graph/graph.js';
import { compile, stepsOf } from '../compiler/index.js';
import type { Augmenter, Dataset } from '../runtime/data/index.js';
import { openExperiment } from '../runtime/spec/index.js';
import { augmenterFor } from '../runtime/training/augmentation.js';
import { loadData } from '../runtime/training/load-data.js';

/** What batches of an experiment are made from. */
export interface InputCase {
  readonly program: Program;
  readonly batch: number;
  readonly dataset: Dataset;
  readonly augmenter: Augmenter | undefined;
}

/** @throws {DataError | FileError | SpecError | UsageError} */
export async function inputCase(spec: string, profile: string | undefined): Promise<InputCase> {
  const { experiment } = openExperiment(spec, undefined, profile === undefined ? {} : { profile });
  const dataset = await loadData(experiment, dirname(spec));
  const program = compile(experiment, { steps: stepsOf(experiment, dataset.train.count) });
  return { program, batch: experiment.batch, dataset, augmenter: augmenterFor(experiment, 0) };
}
