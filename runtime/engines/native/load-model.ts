import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../../../compiler/graph/graph.js';
import { emitSavedModel, TAG, type SavedModel } from '../../../compiler/targets/saved-model/index.js';
import { EngineError } from '../engine.js';
import type { SessionBinding } from './binding.js';
import { describeFailure } from './failure.js';
import type { NativeSession } from './session.js';

/**
 * Emits a program into a temporary folder of its own and loads it from there. TensorFlow reads the folder while it
 * loads and never again, so nothing is left behind.
 * @param Kind the session to make of what was loaded
 * @throws {EngineError}
 */
export function loadProgram<B extends SessionBinding, S extends NativeSession>(
  binding: B,
  program: Program,
  Kind: new (program: Program, binding: B, handle: number, model: SavedModel) => S,
): S {
  const model = emitSavedModel(program);
  const folder = makeFolder();
  try {
    for (const [name, bytes] of model.files) writeFileSync(join(folder, name), bytes);
    return new Kind(program, binding, binding.loadSavedModel(folder, TAG), model);
  } catch (cause) {
    throw describeFailure(cause, model.places);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'angnet-model-'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(`No temporary folder could be made for the model: ${reason}.`);
  }
}
