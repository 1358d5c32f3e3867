import type { Split } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import { evaluate, type Evaluation } from './evaluate.js';

/** Evaluates held-out examples after each epoch and after the last step. */
export class Validation {
  constructor(
    private readonly session: Session,
    private readonly held: Split,
    /** How many examples an epoch has. */
    private readonly epoch: number,
    /** How many steps the run has. */
    private readonly steps: number,
  ) {}

  /**
   * @param step how many steps are done
   * @returns undefined where no epoch ended with that step. An interruption waits for it, so that the metrics of a
   * resumed run lack nothing.
   */
  async after(step: number): Promise<Evaluation | undefined> {
    const { batch } = this.session.program;
    const epochsAfter = (done: number) => Math.floor((done * batch) / this.epoch);
    const isEnd = step === this.steps || epochsAfter(step) > epochsAfter(step - 1);
    return isEnd ? evaluate(this.session, this.held) : undefined;
  }
}
