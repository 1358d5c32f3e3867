import type { Program } from '../../../compiler/graph/graph.js';
import { emitSavedModel, type EmissionOptions, type SavedModel } from '../../../compiler/targets/saved-model/index.js';
import type { SessionBinding } from './binding.js';
import { describeFailure } from './failure.js';
import { loadFiles } from './load-files.js';
import type { NativeSession } from './session.js';

/**
 * Emits a program and loads it.
 * @param Kind the session to make of what was loaded
 * @throws {EngineError}
 */
export function loadProgram<B extends SessionBinding, S extends NativeSession>(
  binding: B,
  program: Program,
  Kind: new (program: Program, binding: B, handle: number, model: SavedModel) => S,
  options: EmissionOptions,
): S {
  return loadEmitted(binding, program, emitSavedModel(program, options), Kind);
}

/** The same, for a program that was emitted already. */
export function loadEmitted<B extends SessionBinding, S extends NativeSession>(
  binding: B,
  program: Program,
  model: SavedModel,
  Kind: new (program: Program, binding: B, handle: number, model: SavedModel) => S,
): S {
  try {
    return new Kind(program, binding, loadFiles(binding, model.files), model);
  } catch (cause) {
    throw describeFailure(cause, model.places);
  }
}
