import { countNotFinite } from '../../compiler/diagnosis/finite-counts.js';
import { firstNotFinite, type NotFiniteFinding } from '../../compiler/diagnosis/first-not-finite.js';
import { compile, type Experiment } from '../../compiler/index.js';
import type { Engine, HostTensors } from '../engines/engine.js';

export interface DiagnosisRequest {
  readonly experiment: Experiment;
  /** How many steps the run has. */
  readonly steps: number;
  readonly engine: Engine;
  /** Before the step that came to a number that isn't finite. */
  readonly state: HostTensors;
  /** Of that step. */
  readonly feeds: HostTensors;
}

/**
 * Takes a training step once more, without changing anything, and looks where numbers that are not finite begin.
 * @returns undefined where they don't show, since engines compute alone what training fuses
 * @throws {EngineError}
 */
export async function diagnose(request: DiagnosisRequest): Promise<NotFiniteFinding | undefined> {
  const { experiment, steps, engine, state, feeds } = request;
  const counts = countNotFinite(compile(experiment, { steps }));
  const session = await engine.load(counts.program);
  try {
    await session.writeState(state);
    return firstNotFinite(counts, await session.run('train', feeds));
  } finally {
    await session.dispose();
  }
}
