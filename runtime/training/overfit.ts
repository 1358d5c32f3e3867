import { dirname } from 'node:path';
import { stepsOf, type Experiment } from '../../compiler/index.js';
import { loadSource, NotFiniteError, type Engine, type Session } from '../engines/engine.js';
import { initialState } from '../random/index.js';
import type { Spec } from '../spec/index.js';
import { augmenterFor } from './augmentation.js';
import { TrainingFeeds } from './feeds.js';
import { loadData } from './load-data.js';
import { explainStop } from './on-nan.js';
import { ProgressMeter, type Progress } from './progress.js';
import { trainingSource } from './program-source.js';
import { turn } from './turn.js';

export interface OverfitRequest {
  readonly spec: Spec;
  readonly experiment: Experiment;
  /** SHA-256 of the canonical text. */
  readonly hash: string;
  readonly seed: number;
  readonly engine: Engine;
  /** How many steps to take at most. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** What became of training on one batch. */
export interface OverfitResult {
  /** Whether all examples of the batch are classified right. */
  readonly learned: boolean;
  /** Steps done. */
  readonly steps: number;
  readonly batch: number;
  readonly first: BatchMeasure;
  readonly last: BatchMeasure;
}

export interface BatchMeasure {
  readonly loss: number;
  readonly accuracy: number;
}

/** All right so many steps in a row: dropout may be lucky once. */
const ENOUGH = 3;

/**
 * Trains on the first batch alone, again and again, until all of it is classified right: what can't learn one batch by
 * heart learns nothing else. Examples are augmented as in the first step; dropout goes on. Nothing is written.
 * @throws {DataError | EngineError | FileError | TrainingError}
 */
export async function overfitBatch(request: OverfitRequest): Promise<OverfitResult> {
  const { spec, experiment, hash, seed, engine } = request;
  const { train } = await loadData(experiment, dirname(spec.path));
  const steps = stepsOf(experiment, train.count);
  const session = await loadSource(engine, trainingSource(experiment, hash, steps));
  try {
    const { program } = session;
    await session.writeState(initialState(program, seed));
    const feeds = new TrainingFeeds(program.graphs.train!, train, program.batch, seed, augmenterFor(experiment, seed));
    return await repeat(request, session, feeds, steps);
  } finally {
    await session.dispose();
  }
}

async function repeat(
  request: OverfitRequest,
  session: Session,
  feeds: TrainingFeeds,
  steps: number,
): Promise<OverfitResult> {
  const { limit, signal, report } = request;
  const { batch } = session.program;
  const meter = new ProgressMeter(limit, batch);
  let first: BatchMeasure | undefined;
  let last: BatchMeasure | undefined;
  let [step, right] = [0, 0];
  while (step < limit && right < ENOUGH && !signal.aborted) {
    const outputs = await attempt(request, session, feeds, step, steps);
    const [loss, correct, rate] = ['loss', 'correct', 'learning_rate'].map((name) => outputs[name]![0]!) as [
      number,
      number,
      number,
    ];
    last = { loss, accuracy: correct / batch };
    first ??= last;
    right = correct === batch ? right + 1 : 0;
    report(meter.add(++step, last.loss, last.accuracy, rate));
    await turn();
  }
  const none = { loss: NaN, accuracy: NaN };
  return { learned: right > 0, steps: step, batch, first: first ?? none, last: last ?? none };
}

async function attempt(
  { experiment, engine }: OverfitRequest,
  session: Session,
  feeds: TrainingFeeds,
  step: number,
  steps: number,
) {
  const given = feeds.at(step, 0);
  try {
    return await session.run('train', given, ['loss', 'correct', 'learning_rate']);
  } catch (cause) {
    if (!(cause instanceof NotFiniteError)) throw cause;
    const state = await session.readState();
    const stopped = { experiment, engine, steps, step: step + 1, state, feeds: given, skippedInARow: 0 };
    throw (await explainStop({ ...stopped, batch: [...feeds.batch(0)] }, '')).error;
  }
}
