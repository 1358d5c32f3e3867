import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { interfaceOf } from '../../../compiler/graph/interface.js';
import type { EmissionOptions } from '../../../compiler/targets/saved-model/index.js';
import type { ProgramSource } from '../engine.js';
import type { Binding, SessionBinding } from './binding.js';
import { cacheFolder } from './install/cache-folder.js';
import { loadFiles } from './load-files.js';
import { ModelCache } from './model-cache/cache.js';
import { compilerIdentity } from './model-cache/compiler-identity.js';
import type { CachedModel } from './model-cache/entry.js';
import type { NativeOptions } from './options.js';
import { NativeSession } from './session.js';

const GRAPH = 'saved_model.pb';

/**
 * Loads a program whose saved model may be there from an earlier run, which saves compiling and emitting it.
 * @throws {EngineError}
 */
export async function loadCached(
  binding: Binding,
  source: ProgramSource,
  emitted: NativeOptions,
  cache = new ModelCache(join(cacheFolder(), 'models')),
): Promise<NativeSession> {
  // All state is written before the first step.
  const options: EmissionOptions = { ...emitted, initialize: false };
  const key = keyOf(binding, source, options);
  const cached = await cache.read(key);
  return (cached && loadEarlier(binding, source, options, cached)) ?? loadAnew(binding, source, options, key, cache);
}

/** Undefined where TensorFlow refuses what an earlier run has left: what is emitted anew says why. */
function loadEarlier(
  binding: SessionBinding,
  source: ProgramSource,
  options: EmissionOptions,
  cached: CachedModel,
): NativeSession | undefined {
  let handle: number;
  try {
    handle = loadFiles(binding, new Map([[GRAPH, cached.graph]]));
  } catch {
    return undefined;
  }
  // Lines of the spec may have moved since, and only a failure asks for them; so the program is compiled then.
  const places = async () => (await emission()).emitSavedModel(source.compile(), options).places;
  return new NativeSession(cached.interface, binding, handle, { manifest: cached.manifest, places });
}

async function loadAnew(
  binding: SessionBinding,
  source: ProgramSource,
  options: EmissionOptions,
  key: string,
  cache: ModelCache,
): Promise<NativeSession> {
  const { emitSavedModel } = await emission();
  const { loadEmitted } = await import('./load-model.js');
  const program = source.compile();
  const model = emitSavedModel(program, options);
  const session = loadEmitted(binding, program, model, NativeSession);
  // Only what TensorFlow has taken is kept.
  const graph = model.files.get(GRAPH)!;
  await cache.write(key, { interface: interfaceOf(program), manifest: model.manifest, graph });
  return session;
}

/** Loaded where it is needed: it brings a library for TensorFlow's messages. */
function emission() {
  return import('../../../compiler/targets/saved-model/index.js');
}

function keyOf(binding: Binding, { key }: ProgramSource, options: EmissionOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([compilerIdentity(), options, binding.TF_Version, binding.isUsingGpuDevice(), key]))
    .digest('hex');
}
