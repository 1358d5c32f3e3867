import { reportFailure } from './failure.js';
import { processIo } from './io.js';
import { run } from './run.js';

/** Carries out the command line of this process. */
export async function start(): Promise<void> {
  const io = processIo();
  process.on('uncaughtException', (failure) => process.exit(reportFailure(failure, io, undefined)));
  process.exitCode = await run(process.argv.slice(2), io);
}
