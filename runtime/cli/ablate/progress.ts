import type { Plan } from '../../ablation/plan.js';
import type { RunState } from '../../ablation/run-state.js';

/** How far all runs of a plan are. */
export interface Overall {
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
  readonly running: number;
  /** Undefined until there is something to go by. */
  readonly secondsLeft: number | undefined;
}

/** Says how far runs are, and from how much was done since it was made, how long the rest takes. */
export class OverallMeter {
  private readonly start: number;
  private readonly startedAt: number;

  /** @param now a clock, in milliseconds */
  constructor(
    private readonly plan: Plan,
    states: readonly RunState[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = this.work(states);
    this.startedAt = now();
  }

  measure(states: readonly RunState[]): Overall {
    const count = (kind: RunState['kind']) => states.filter((state) => state.kind === kind).length;
    const worked = this.work(states) - this.start;
    const left = this.total(states) - this.work(states);
    const seconds = (this.now() - this.startedAt) / 1000;
    return {
      runs: states.length,
      done: count('done'),
      failed: count('failed'),
      running: count('running'),
      secondsLeft: worked > 0 ? (seconds * left) / worked : undefined,
    };
  }

  /** Multiply-adds that were done. */
  private work(states: readonly RunState[]): number {
    return states.reduce((sum, state, index) => sum + this.costOf(index) * shareOf(state), 0);
  }

  /** Those of all runs that come to an end. */
  private total(states: readonly RunState[]): number {
    return states.reduce((sum, state, index) => sum + (state.kind === 'failed' ? 0 : this.costOf(index)), 0);
  }

  /** Where the number of steps isn't known before, that of a step, as if all runs had equally many. */
  private costOf(index: number): number {
    const { runMultiplyAdds, stepMultiplyAdds } = this.plan.experiments[this.plan.runs[index]!.hash]!.cost;
    return runMultiplyAdds ?? stepMultiplyAdds;
  }
}

function shareOf(state: RunState): number {
  if (state.kind === 'done') return 1;
  if (state.kind !== 'running' && state.kind !== 'stopped') return 0;
  return state.steps === undefined || state.steps === 0 ? 0 : state.step / state.steps;
}
