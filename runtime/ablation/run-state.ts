import { lockHolder } from '../files/index.js';
import { files } from '../training/run-folder.js';
import type { RunResult } from '../training/run-record.js';
import type { AblationFolder } from './ablation-folder.js';
import { readFailure } from './failures.js';
import { lastStep } from './last-step.js';
import type { PlannedRun } from './plan.js';

/** What has become of a run so far, as its folder tells it, whoever trains there. */
export type RunState =
  | { readonly kind: 'waiting' }
  /** A process is at work; the number of steps is known once it has begun. */
  | { readonly kind: 'running'; readonly holder: number; readonly step: number; readonly steps?: number }
  | { readonly kind: 'stopped'; readonly step: number; readonly steps?: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly attempts: number }
  | { readonly kind: 'done'; readonly result: RunResult };

/** @throws {FileError} */
export async function stateOf(ablation: AblationFolder, run: PlannedRun): Promise<RunState> {
  const folder = ablation.runFolder(run);
  const record = await readable(folder.record());
  const own = record && record.hash === run.hash && record.seed === run.seed ? record : undefined;
  const result = own && (await readable(folder.result()));
  if (result) return { kind: 'done', result };
  const holder = await lockHolder(folder.lock);
  const steps = own && { steps: own.steps };
  const step = own ? await lastStep(folder.file(files.metrics)) : 0;
  if (holder !== undefined) return { kind: 'running', holder, step, ...steps };
  const failure = await readFailure(ablation.failure(run));
  if (failure) return { kind: 'failed', ...failure };
  return step > 0 ? { kind: 'stopped', step, ...steps } : { kind: 'waiting' };
}

/**
 * What has become of all runs of a plan, in its order.
 * @param before what was known: runs that were done stay so, and aren't looked at again
 * @throws {FileError}
 */
export function statesOf(ablation: AblationFolder, before: readonly RunState[] = []): Promise<readonly RunState[]> {
  return Promise.all(
    ablation.plan.runs.map(async (run, index) => {
      const known = before[index];
      return known?.kind === 'done' ? known : stateOf(ablation, run);
    }),
  );
}

export function countOf(states: readonly RunState[], wanted: RunState['kind']): number {
  return states.filter(({ kind }) => kind === wanted).length;
}

/** A damaged file is told of by the process that is to train there. */
async function readable<T>(record: Promise<T | undefined>): Promise<T | undefined> {
  return record.catch(() => undefined);
}
