import { modelCost } from '../../compiler/cost/model-cost.js';
import { nominalSteps } from '../../compiler/cost/nominal-steps.js';
import { trainingCount } from '../../compiler/data/dataset.js';
import { compile, stepsOf, type Experiment } from '../../compiler/index.js';

/** What it takes to train an experiment for one seed. */
export interface RunCost {
  readonly parameters: number;
  readonly stepMultiplyAdds: number;
  /** Steps of a run and their multiply-adds; absent where the spec doesn't say how many examples an epoch has. */
  readonly steps?: number;
  readonly runMultiplyAdds?: number;
  readonly keptBytes: number;
  readonly peakBytes: number;
}

/** Compiles an experiment and counts what it takes. */
export function costOf(experiment: Experiment): RunCost {
  const { parameters, step } = modelCost(experiment.network, compile(experiment, { steps: nominalSteps(experiment) }));
  const { multiplyAdds, keptBytes, peakBytes } = step!;
  const { description, args } = experiment.data;
  const examples = trainingCount(description, args);
  const steps = 'steps' in experiment.length || examples !== undefined ? stepsOf(experiment, examples ?? 0) : undefined;
  const run = steps === undefined ? {} : { steps, runMultiplyAdds: multiplyAdds * steps };
  return { parameters, stepMultiplyAdds: multiplyAdds, ...run, keptBytes, peakBytes };
}
