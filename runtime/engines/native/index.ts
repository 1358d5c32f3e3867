import type { Program } from '../../../compiler/graph/graph.js';
import { EngineError, type Availability, type Engine, type ProgramSource, type Session } from '../engine.js';
import { loadBinding, type Binding } from './binding.js';
import { emissionOptions, type NativeOptions } from './options.js';
import { INSTALL_COMMAND } from './installation.js';
import { loadCached } from './load-cached.js';
import { locate } from './locate.js';
import { NativeSession } from './session.js';

export { installNative, type InstallOptions, type InstallResult } from './install/install.js';
export type { InstallProgress } from './install/progress.js';

/** TensorFlow through tfjs-node's binding: a training step is one session call. */
export const nativeEngine: Engine = {
  name: 'native',

  async probe(): Promise<Availability> {
    const location = await locate();
    if (!location.found) return { available: false, reason: location.reason, remedy: INSTALL_COMMAND };
    return { available: true, detail: location.installation.description };
  },

  async load(program: Program): Promise<Session> {
    const { loadProgram } = await import('./load-model.js');
    const { binding, options } = await openBinding();
    return loadProgram(binding, program, NativeSession, options);
  },

  async loadCached(source: ProgramSource): Promise<Session> {
    const { binding, options } = await openBinding();
    return loadCached(binding, source, options);
  },

  async loadProfiled(program: Program): Promise<Session> {
    const { loadProfiled } = await import('./profiler/load.js');
    return loadProfiled(program);
  },

  async usesGpu(): Promise<boolean> {
    const location = await locate();
    return location.found && loadBinding(location.installation).isUsingGpuDevice();
  },
};

/** @throws {EngineError} */
async function openBinding(): Promise<{ readonly binding: Binding; readonly options: NativeOptions }> {
  const location = await locate();
  if (!location.found) throw new EngineError(`The native engine can't run. ${location.reason}`, INSTALL_COMMAND);
  const binding = loadBinding(location.installation);
  if (location.installation.cuda && !binding.isUsingGpuDevice()) noteMissingGpu();
  return { binding, options: emissionOptions(location.installation) };
}

let noted = false;

function noteMissingGpu(): void {
  if (noted) return;
  noted = true;
  process.stderr.write('TensorFlow found no GPU that it can use, so the native engine computes on the CPU.\n');
}
