import { EngineError } from '../../engine.js';
import { endCommands } from './run-command.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does some work that Ctrl-C ends in order: commands that it runs are ended with it. A second Ctrl-C leaves at once.
 * @param work calls its argument between its parts, which throws after an interruption
 * @throws {EngineError} when it was interrupted
 */
export async function interruptible<T>(work: (check: () => void) => Promise<T>): Promise<T> {
  const interruption = new EngineError('The install was interrupted; the same command again goes on with it.');
  let interrupted = false;
  const check = () => {
    if (interrupted) throw interruption;
  };
  const interrupt = () => {
    interrupted = true;
    endCommands();
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    return await work(check);
  } catch (cause) {
    check();
    throw cause;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
