import type { Dataset } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import { atomicWrite } from '../files/index.js';
import { encodeWeights } from './checkpoint.js';
import type { Checkpoints } from './checkpoints.js';
import { evaluate } from './evaluate.js';
import type { BestSoFar } from './loop-state.js';
import { drawPictures } from './pictures.js';
import { files } from './run-folder.js';
import { titleOf } from './run-title.js';
import { formatRecord, type BestResult, type RunResult, type RunTime } from './run-record.js';
import { identityOf, type TrainRequest } from './train-request.js';
import { writeReport } from './write-report.js';

export interface Completion {
  readonly request: TrainRequest;
  /** In the state after the last step. */
  readonly session: Session;
  readonly dataset: Dataset;
  readonly steps: number;
  readonly checkpoints: Checkpoints;
  readonly best: BestSoFar | undefined;
  /** When this call of `train` began, as `performance.now` has it, and at which step. */
  readonly began: { readonly at: number; readonly step: number };
}

/**
 * Evaluates a run after its last step, and writes its weights, pictures and result.
 * @throws the signal's reason when it is aborted meanwhile; all is done again then
 */
export async function completeRun(completion: Completion): Promise<RunResult> {
  const { request, session, dataset, steps } = completion;
  const { experiment, configuration, cell, engine, hash, seed, signal, plan } = request;
  const { folder } = plan;
  signal.throwIfAborted();
  request.report({ kind: 'evaluate', test: dataset.test.count });
  const test = await evaluate(session, dataset.test, signal);
  const validation = dataset.validation && (await evaluate(session, dataset.validation, signal));
  const variables = session.program.state.filter(({ role }) => role !== 'optimizer');
  await atomicWrite(
    folder.file(files.weights),
    encodeWeights(await session.readState(), variables, identityOf(request)),
  );
  const title = titleOf({ record: { experiment: experiment.name, configuration }, cell });
  const subject = { title, experiment, engine, session, folder, test: dataset.test };
  const shown = await drawPictures({ ...subject, steps, evaluation: test, signal });
  const about = { experiment: experiment.name, hash, seed, steps, engine: engine.name };
  const last = { test, ...(validation && { validation }) };
  const best = await evaluateBest(completion, last);
  const result: RunResult = { schema: 1, ...about, ...last, ...(best && { best }), ...shown };
  await atomicWrite(folder.file(files.result), formatRecord(result));
  await atomicWrite(folder.file(files.time), formatRecord(timeOf(completion)));
  await writeReport(folder.path);
  return result;
}

function timeOf({ request: { hash }, steps, began }: Completion): RunTime {
  const seconds = Math.round(performance.now() - began.at) / 1000;
  return { schema: 1, hash, finished: new Date().toISOString(), seconds, steps: steps - began.step };
}

/** What the best checkpoint comes to; undefined where nothing was held out to choose it by. */
async function evaluateBest(
  { request, session, dataset, steps, checkpoints, best }: Completion,
  last: Pick<RunResult, 'test' | 'validation'>,
): Promise<BestResult | undefined> {
  if (!best || !dataset.validation) return undefined;
  if (best.step === steps) return { step: steps, test: last.test, validation: last.validation! };
  const { state } = await checkpoints.readBest();
  await session.writeState(state);
  const test = await evaluate(session, dataset.test, request.signal);
  const validation = await evaluate(session, dataset.validation, request.signal);
  return { step: best.step, test, validation };
}
