import { selfTest } from '../../self-test.js';
import { loadBinding } from '../binding.js';
import type { Installation } from '../installation.js';
import { loadProgram } from '../load-model.js';
import { NativeSession } from '../session.js';

/** What the child process prints as its last line. */
export interface SelfTestReport {
  readonly gpu: boolean;
}

/** @throws {Error} saying what is wrong */
async function main(installation: Installation): Promise<SelfTestReport> {
  const binding = loadBinding(installation);
  const failure = await selfTest({
    name: 'native',
    probe: async () => ({ available: true, detail: installation.description }),
    load: async (program) => loadProgram(binding, program, NativeSession, {}),
  });
  if (failure !== undefined) throw new Error(failure);
  return { gpu: binding.isUsingGpuDevice() };
}

try {
  const report = await main(JSON.parse(process.argv[2]!) as Installation);
  process.stdout.write(`${JSON.stringify(report)}\n`);
} catch (cause) {
  process.stderr.write(`error: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
