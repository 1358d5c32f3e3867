import type { Program } from '../../../../compiler/graph/graph.js';
import { EngineError } from '../../engine.js';
import { requireQuietly } from '../binding.js';
import { setEnvironment } from '../environment.js';
import { emissionOptions } from '../options.js';
import { buildFor } from '../install/build.js';
import { layoutAt } from '../install/layout.js';
import { ensureProfiler } from '../install/profiler.js';
import { INSTALL_COMMAND } from '../installation.js';
import { loadProgram } from '../load-model.js';
import { locate } from '../locate.js';
import type { ProfilerAddon } from './addon.js';
import { ProfilingBinding } from './profiling-binding.js';
import { ProfilingSession } from './session.js';

/**
 * Loads a program so that its calls can be profiled: by an add-on of our own instead of tfjs-node's binding, which
 * gives no times. Both bring the same TensorFlow, which computes the same.
 * @throws {EngineError | FileError}
 */
export async function loadProfiled(program: Program): Promise<ProfilingSession> {
  const location = await locate();
  if (!location.found) throw new EngineError(`The native engine can't run. ${location.reason}`, INSTALL_COMMAND);
  const { origin, description, folder, cuda, quiet } = location.installation;
  if (origin === 'package') {
    throw new EngineError(`${description} can't tell when ops ran; angnet's own install can.`, INSTALL_COMMAND);
  }
  setEnvironment(location.installation);
  const path = await ensureProfiler(buildFor(cuda), layoutAt(folder), noteBuild);
  const binding = new ProfilingBinding(requireQuietly<ProfilerAddon>(path, quiet));
  return loadProgram(binding, program, ProfilingSession, emissionOptions(location.installation));
}

function noteBuild(): void {
  process.stderr.write("Compiling the native engine's profiler, which this install lacks.\n");
}
