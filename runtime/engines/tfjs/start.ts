import { enableProdMode, engine, setBackend } from '@tensorflow/tfjs-core';
import { EngineError, type EngineName } from '../engine.js';
import { Backend } from './backend.js';

const started = new Map<string, Promise<Backend>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * Starts a tfjs backend whose package has been imported; once per process. Starts come one after another, since tfjs
 * sets up kernels for whatever backend is its current one.
 * @throws {EngineError} when the backend can't be initialised
 */
export function startBackend(name: EngineName): Promise<Backend> {
  const known = started.get(name);
  if (known) return known;
  const start = last.then(() => initialise(name));
  started.set(name, start);
  last = start.catch(() => started.delete(name));
  return start;
}

async function initialise(name: EngineName): Promise<Backend> {
  // Without this tfjs advertises its other packages on the console.
  enableProdMode();
  if (!(await setBackend(name))) throw new EngineError(`tfjs's ${name} backend can't be started on this machine.`);
  return new Backend(name, engine().findBackend(name));
}
