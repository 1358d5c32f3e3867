import type { CommandContext } from './context.js';
import { Interruption } from './interruption.js';
import type { TrainingReport } from './training-report.js';

/**
 * Lets training come to an orderly end on Ctrl-C.
 * @param work tells whether it came to its own end
 */
export async function interruptibly(
  report: TrainingReport,
  context: CommandContext,
  work: (signal: AbortSignal) => Promise<boolean>,
): Promise<void> {
  const interruption = new Interruption(() =>
    report.note('Stopping after this step; what was done is saved. Ctrl-C again leaves at once.'),
  );
  try {
    if (!(await work(interruption.signal))) context.exitCode = interruption.exitCode;
  } finally {
    report.end();
    interruption.dispose();
  }
}
