import { setImmediate } from 'node:timers/promises';

/** Lets signals and output have their turn: engines compute in the main thread, so nothing else would run. */
export function turn(): Promise<void> {
  return setImmediate();
}
