import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { EngineError } from '../engine.js';
import type { Backend } from '../tfjs/backend.js';
import { startBackend } from '../tfjs/start.js';
import { findBinaries } from './binaries.js';

/** Events for which the loader of the .wasm file leaves handlers that rethrow whatever the program fails with. */
const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

let starting: Promise<Backend> | undefined;

/** @throws {EngineError} when the .wasm files are missing or can't be loaded */
export function startWasm(): Promise<Backend> {
  starting ??= withoutHandlers(async () => {
    const folder = findBinaries();
    if (!folder)
      throw new EngineError('The .wasm files of tfjs are missing.', 'npm install @tensorflow/tfjs-backend-wasm');
    setWasmPaths(folder);
    return startBackend('wasm');
  });
  return starting;
}

/** Runs something and takes away the handlers of process events that it has left. */
async function withoutHandlers<T>(action: () => Promise<T>): Promise<T> {
  const before = EVENTS.map((event) => new Set<unknown>(process.listeners(event as 'exit')));
  try {
    return await action();
  } finally {
    EVENTS.forEach((event, index) => {
      for (const listener of process.listeners(event as 'exit')) {
        if (!before[index]!.has(listener)) process.off(event, listener);
      }
    });
  }
}
