import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TAG } from '../../../compiler/targets/saved-model/manifest.js';
import { EngineError } from '../engine.js';
import type { SessionBinding } from './binding.js';

/**
 * Loads a saved model from a temporary folder of its own: what is loaded from one path twice shares its variables.
 * TensorFlow reads the folder while it loads and never again, so nothing is left behind.
 * @param files by their names
 * @returns the binding's handle of the model
 * @throws {EngineError} when no folder can be made; TensorFlow's own Error when it refuses the model
 */
export function loadFiles(binding: SessionBinding, files: ReadonlyMap<string, Uint8Array>): number {
  const folder = makeFolder();
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    return binding.loadSavedModel(folder, TAG);
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
