import { compile, type Experiment } from '../../compiler/index.js';
import type { ProgramSource } from '../engines/engine.js';

/**
 * An experiment's program, for training and all that comes after.
 * @param hash of the experiment's canonical text
 * @param steps how many the run has
 */
export function trainingSource(experiment: Experiment, hash: string, steps: number): ProgramSource {
  return { key: JSON.stringify(['train', hash, steps]), compile: () => compile(experiment, { steps }) };
}

/** An experiment's program for evaluation and prediction only, without the optimizer's state. */
export function inferenceSource(experiment: Experiment, hash: string, steps: number): ProgramSource {
  return {
    key: JSON.stringify(['use', hash, steps]),
    compile: () => {
      const { batch, state, graphs } = compile(experiment, { steps });
      return {
        batch,
        state: state.filter(({ role }) => role !== 'optimizer'),
        graphs: { ...(graphs.evaluate ? { evaluate: graphs.evaluate } : {}), predict: graphs.predict },
      };
    },
  };
}
