import type { Program } from '../../../compiler/graph/graph.js';
import { EngineError, type Availability, type Engine, type Session } from '../engine.js';
import { loadBinding } from './binding.js';
import { INSTALL_COMMAND } from './installation.js';
import { loadProgram } from './load-model.js';
import { locate } from './locate.js';
import { loadProfiled } from './profiler/load.js';
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
    const location = await locate();
    if (!location.found) throw new EngineError(`The native engine can't run. ${location.reason}`, INSTALL_COMMAND);
    const binding = loadBinding(location.installation);
    if (location.installation.cuda && !binding.isUsingGpuDevice()) noteMissingGpu();
    return loadProgram(binding, program, NativeSession);
  },

  async loadProfiled(program: Program): Promise<Session> {
    return loadProfiled(program);
  },

  async usesGpu(): Promise<boolean> {
    const location = await locate();
    return location.found && loadBinding(location.installation).isUsingGpuDevice();
  },
};

let noted = false;

function noteMissingGpu(): void {
  if (noted) return;
  noted = true;
  process.stderr.write('TensorFlow found no GPU that it can use, so the native engine computes on the CPU.\n');
}
