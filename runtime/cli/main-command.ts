import { scriptArguments } from '../engines/script.js';

/** A command line that starts this program again, as a process of its own. */
export function mainCommand(...args: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, ...scriptArguments(import.meta.url, 'main'), ...args];
}
