import type { HostTensors } from '../engines/engine.js';
import { FileError } from '../files/index.js';
import type { Checkpoints, RefusedCheckpoint } from './checkpoints.js';
import { RunError } from './errors.js';
import type { Evaluation } from './evaluate.js';
import type { BestSoFar, LoopState } from './loop-state.js';

/**
 * Keeps the checkpoint that classifies the most held-out examples right; of equal ones the one whose loss on them is
 * least, of those the earliest. Test data choose nothing.
 */
export class BestKeeper {
  constructor(private readonly checkpoints: Checkpoints) {}

  /**
   * @param stateNow reads the state
   * @returns the loop's state with the new best, or as it was
   */
  async consider(loop: LoopState, evaluation: Evaluation, stateNow: () => Promise<HostTensors>): Promise<LoopState> {
    if (!isBetter(evaluation, loop.best)) return loop;
    const { accuracy, loss } = evaluation;
    const next = { ...loop, best: { step: loop.step, accuracy, loss } };
    await this.checkpoints.saveBest({ state: await stateNow(), loop: next });
    return next;
  }

  /**
   * The loop's state of a resumed run. Its best checkpoint may be of a later step than its last: then that step is taken again.
   * @param report told where the best checkpoint can't be used, so that the best of what follows becomes it
   */
  async resume(
    loop: LoopState,
    report: (event: { readonly kind: 'refused' } & RefusedCheckpoint) => void,
  ): Promise<LoopState> {
    if (!loop.best) return loop;
    try {
      await this.checkpoints.readBest();
      return loop;
    } catch (cause) {
      if (!(cause instanceof FileError || cause instanceof RunError)) throw cause;
      report({ kind: 'refused', path: this.checkpoints.path('best'), reason: cause.message });
      return { ...loop, best: undefined };
    }
  }
}

function isBetter({ accuracy, loss }: Evaluation, best: BestSoFar | undefined): boolean {
  if (!best || accuracy > best.accuracy) return true;
  return accuracy === best.accuracy && loss < best.loss;
}
