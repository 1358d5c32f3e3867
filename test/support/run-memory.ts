import { memory } from '@tensorflow/tfjs-core';
import { canonicalText, hashText } from '../../compiler/canonical/index.js';
import { chooseEngine } from '../../runtime/engines/index.js';
import { loadBinding } from '../../runtime/engines/native/binding.js';
import { locate } from '../../runtime/engines/native/locate.js';
import { openExperiment } from '../../runtime/spec/index.js';
import { planRun, train } from '../../runtime/training/index.js';
import { residentMemory } from '../../bench/resident-memory.js';

/** What a process holds after a step of a run. */
export interface HeldMemory {
  readonly step: number;
  /** Tensors that the engine holds. */
  readonly tensors: number;
  /** Bytes that lie in memory, after garbage was collected where Node was started with --expose-gc. */
  readonly resident: number;
}

/**
 * Trains a spec to its end, with everything that a run does beside its steps.
 * @param every after how many steps memory is looked at
 */
export async function memoryOfRun(path: string, out: string, engineName: string, every: number): Promise<HeldMemory[]> {
  const { spec, experiment } = openExperiment(path, undefined, {});
  const hash = hashText(canonicalText(experiment));
  const plan = await planRun({ experiment: experiment.name, hash, seed: 0, out, resume: false, force: false });
  if (plan.kind === 'finished') throw new Error('finished already');
  const { engine, detail } = await chooseEngine(engineName);
  const tensors = await tensorCount(engineName);
  const held: HeldMemory[] = [];
  await train({
    ...{ spec, experiment, configuration: {}, hash, seed: 0, plan, engine, engineDetail: detail, versions: {} },
    signal: new AbortController().signal,
    report: (event) => {
      if (event.kind !== 'progress' || event.step % every !== 0) return;
      globalThis.gc?.();
      held.push({ step: event.step, tensors: tensors(), resident: residentMemory('VmRSS') });
    },
    checkpointSeconds: 1,
  });
  return held;
}

/** How to count the tensors of an engine that was chosen. */
async function tensorCount(engine: string): Promise<() => number> {
  if (engine !== 'native') return () => memory().numTensors;
  const location = await locate();
  if (!location.found) throw new Error(location.reason);
  const binding = loadBinding(location.installation);
  return () => binding.getNumOfTensors();
}
