import type { GraphInterface } from '../../compiler/graph/interface.js';
import type { Augmenter, Split } from '../data/index.js';
import { NotFiniteError, type HostTensor, type HostTensors, type Session } from '../engines/engine.js';
import type { JsonRecord } from '../files/index.js';
import type { StepProfiler } from '../profiling/index.js';
import type { Evaluation } from './evaluate.js';
import { TrainingFeeds } from './feeds.js';
import type { LoopState } from './loop-state.js';
import type { MetricsLog } from './metrics-log.js';
import { ProgressMeter, type Progress } from './progress.js';
import { turn } from './turn.js';
import type { Validation } from './validation.js';

export interface Steps {
  readonly session: Session;
  readonly split: Split;
  readonly augmenter: Augmenter | undefined;
  readonly validation: Validation | undefined;
  readonly seed: number;
  readonly from: LoopState;
  readonly steps: number;
  readonly metrics: MetricsLog;
  /** Runs the steps that it wants to measure. */
  readonly profiler?: StepProfiler | undefined;
  readonly onProgress: (progress: Progress) => void;
  /** @returns the loop's state, where the evaluation changes it */
  readonly onValidation: (loop: LoopState, evaluation: Evaluation) => Promise<LoopState>;
  /**
   * Called where a step came to a number that isn't finite and has changed nothing; it returns where the batch is to be
   * skipped, and throws where training is to stop.
   */
  readonly onNotFinite: (loop: LoopState, batch: readonly number[], feeds: HostTensors) => Promise<void>;
  /** Called between steps; the state may be read. */
  readonly afterStep: (loop: LoopState) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Outputs of the training graph that are read at every step. */
const watched = ['loss', 'correct', 'learning_rate', 'gradient_norm'] as const;

/**
 * Trains until the last step or an abort.
 * @returns where the run is
 */
export async function trainSteps(run: Steps): Promise<LoopState> {
  const { session, steps, metrics, signal } = run;
  const { batch, graphs } = session.program;
  const graph: GraphInterface = graphs.train!;
  const feeds = new TrainingFeeds(graph, run.split, batch, run.seed, run.augmenter);
  const meter = new ProgressMeter(steps, batch);
  let loop = run.from;
  while (loop.step < steps && !signal.aborted) {
    const outputs = await attempt(run, feeds, loop.step);
    let measured: JsonRecord;
    if (outputs) {
      const [loss, correct, rate, norm] = watched.map((name) => outputs[name]![0]!) as [number, number, number, number];
      const accuracy = correct / batch;
      measured = { loss, accuracy, learning_rate: rate, gradient_norm: norm };
      loop = { ...loop, step: loop.step + 1, skippedInARow: 0 };
      run.onProgress(meter.add(loop.step, loss, accuracy, rate));
    } else {
      await run.onNotFinite(loop, [...feeds.batch(loop.step)], feeds.at(loop.step));
      measured = { skipped: true };
      loop = { ...loop, step: loop.step + 1, skippedInARow: loop.skippedInARow + 1 };
    }
    const held = await run.validation?.after(loop.step);
    metrics.append(loop.step, { ...measured, ...validationMetrics(held) });
    if (held) loop = await run.onValidation(loop, held);
    await run.afterStep(loop);
    await turn();
  }
  return loop;
}

/** The outputs of one step; undefined where it came to a number that isn't finite, and changed nothing. */
async function attempt(
  { session, profiler }: Steps,
  feeds: TrainingFeeds,
  done: number,
): Promise<Record<string, HostTensor> | undefined> {
  try {
    return profiler?.isDue(done)
      ? await profiler.run(done, () => feeds.at(done), watched)
      : await session.run('train', feeds.at(done), watched);
  } catch (cause) {
    if (cause instanceof NotFiniteError) return undefined;
    throw cause;
  }
}

function validationMetrics(held: Evaluation | undefined): JsonRecord {
  return held ? { validation_loss: held.loss, validation_accuracy: held.accuracy } : {};
}
