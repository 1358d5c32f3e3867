import type { HostTensor, HostTensors, Session } from '../engines/engine.js';
import { EngineError } from '../engines/engine.js';
import type { ProfiledStep } from './profiled-step.js';

/** Steps that are run first: engines optimize graphs, compile functions and take memory in the first ones. */
const WARM_UP = 3;

/** Profiles some of a run's training steps; they train as all others do. */
export class StepProfiler {
  private readonly measured: ProfiledStep[] = [];
  private readonly first: number;

  /**
   * @param from steps done before
   * @param steps of the whole run
   * @param count how many to profile; at most those that are left
   */
  constructor(
    private readonly session: Session,
    from: number,
    steps: number,
    private readonly count: number,
  ) {
    if (!session.profile) throw new EngineError("This engine can't tell when its ops ran.");
    this.first = Math.min(from + WARM_UP, steps - count);
  }

  /** What was measured, in the order of steps. */
  get steps(): readonly ProfiledStep[] {
    return this.measured;
  }

  /** @param done steps done */
  isDue(done: number): boolean {
    return done >= this.first && done < this.first + this.count;
  }

  /** Whether all was measured. */
  get isComplete(): boolean {
    return this.measured.length === this.count;
  }

  /**
   * Runs a training step and measures it.
   * @param done steps done
   * @param prepare makes the batch
   */
  async run(done: number, prepare: () => HostTensors, outputs: readonly string[]): Promise<Record<string, HostTensor>> {
    const began = performance.now();
    const feeds = prepare();
    const preparing = performance.now() - began;
    const { outputs: results, ...call } = await this.session.profile!('train', feeds, outputs);
    this.measured.push({ step: done + 1, began, preparing, call });
    return results;
  }
}
