import { withLock } from '../files/index.js';
import { busyError } from './errors.js';
import type { RunResult } from './run-record.js';
import type { TrainRequest } from './train-request.js';
import { TrainingRun } from './training-run.js';

export type TrainingOutcome =
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'interrupted'; readonly step: number; readonly steps: number };

/**
 * Trains an experiment, evaluates it and writes the run's folder.
 * @throws {DataError | EngineError | FileError | RunError | TrainingError}
 */
export async function train(request: TrainRequest): Promise<TrainingOutcome> {
  const { path, lock } = request.plan.folder;
  return withLock(
    lock,
    (holder) => busyError(path, holder),
    async (held) => {
      const run = await TrainingRun.open(request, held);
      try {
        return await trainToTheEnd(run, request.signal);
      } finally {
        await run.dispose();
      }
    },
  );
}

async function trainToTheEnd(run: TrainingRun, signal: AbortSignal): Promise<TrainingOutcome> {
  const loop = await run.train();
  try {
    return { kind: 'done', result: await run.complete(loop) };
  } catch (cause) {
    if (cause !== signal.reason) throw cause;
    return { kind: 'interrupted', step: loop.step, steps: run.steps };
  }
}
