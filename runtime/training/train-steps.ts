import type { GraphInterface } from '../../compiler/graph/interface.js';
import type { Augmenter, Split } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import type { JsonLinesWriter, JsonRecord } from '../files/index.js';
import type { StepProfiler } from '../profiling/index.js';
import { TrainingError } from './errors.js';
import type { Evaluation } from './evaluate.js';
import { TrainingFeeds } from './feeds.js';
import { ProgressMeter, type Progress } from './progress.js';
import { turn } from './turn.js';
import type { Validation } from './validation.js';

export interface Steps {
  readonly session: Session;
  readonly split: Split;
  readonly augmenter: Augmenter | undefined;
  readonly validation: Validation | undefined;
  readonly seed: number;
  /** Steps done before. */
  readonly from: number;
  readonly steps: number;
  readonly metrics: JsonLinesWriter;
  /** Runs the steps that it wants to measure. */
  readonly profiler?: StepProfiler | undefined;
  readonly onProgress: (progress: Progress) => void;
  readonly onValidation: (step: number, evaluation: Evaluation) => void;
  /** Called between steps with the number of steps done; the state may be read. */
  readonly afterStep: (step: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Outputs of the training graph that are read at every step. */
const watched = ['loss', 'correct', 'learning_rate', 'gradient_norm'] as const;

/**
 * Trains until the last step or an abort.
 * @returns how many steps are done
 * @throws {TrainingError} when the loss or a gradient is no longer finite
 */
export async function trainSteps(run: Steps): Promise<number> {
  const { session, steps, metrics, signal, profiler } = run;
  const { batch, graphs } = session.program;
  const graph: GraphInterface = graphs.train!;
  const feeds = new TrainingFeeds(graph, run.split, batch, run.seed, run.augmenter);
  const meter = new ProgressMeter(steps, batch);
  let step = run.from;
  while (step < steps && !signal.aborted) {
    const done = step;
    const outputs = profiler?.isDue(done)
      ? await profiler.run(done, () => feeds.at(done), watched)
      : await session.run('train', feeds.at(done), watched);
    const [loss, correct, rate, norm] = watched.map((name) => outputs[name]![0]!) as [number, number, number, number];
    step++;
    if (!Number.isFinite(loss)) throw notFinite('loss', loss, step, steps);
    // Kernels that clip can turn NaN into a number on the way forward, but the gradients still show it.
    if (!Number.isFinite(norm)) throw notFinite('norm of the gradients', norm, step, steps);
    const accuracy = correct / batch;
    run.onProgress(meter.add(step, loss, accuracy));
    const held = await run.validation?.after(step);
    if (held) run.onValidation(step, held);
    metrics.append({ step, loss, accuracy, learning_rate: rate, gradient_norm: norm, ...validationMetrics(held) });
    await run.afterStep(step);
    await turn();
  }
  return step;
}

function validationMetrics(held: Evaluation | undefined): JsonRecord {
  return held ? { validation_loss: held.loss, validation_accuracy: held.accuracy } : {};
}

function notFinite(what: string, value: number, step: number, steps: number): TrainingError {
  const became = Number.isNaN(value) ? 'is not a number' : 'is infinite';
  return new TrainingError(
    `Training stopped: the ${what} ${became} at step ${step} of ${steps}. Try a smaller learning rate, an angle ` +
      'function that is less steep near 0, such as `log(m: 0.3rad)`, or a larger eps or clip in `@norm`. Metrics and ' +
      'checkpoints from before are kept.',
  );
}
