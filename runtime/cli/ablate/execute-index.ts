import { executeRun } from '../../ablation/execute-run.js';
import { runName } from '../../ablation/ablation-folder.js';
import type { StoredPlan } from '../../ablation/plan-file.js';
import { chooseEngine } from '../../engines/index.js';
import type { CommandContext } from '../context.js';
import { describeEngine } from '../describe-engine.js';
import { formatTest } from '../format-evaluation.js';
import { Interruption } from '../interruption.js';
import { noteOfMissingBf16 } from '../precision-lines.js';
import { tellSelfTest } from '../self-test-note.js';
import { formatCount } from '../text.js';
import { TrainingDisplay } from '../training-display.js';

/** Trains one run of a plan and says how it goes, as `train` does. */
export async function executeIndex(
  stored: StoredPlan,
  index: number,
  engine: string,
  context: CommandContext,
): Promise<void> {
  const { out, err } = context;
  let display: TrainingDisplay | undefined;
  const interruption = new Interruption(() => display?.note('Stopping: this step is finished and saved.'));
  endWithParent();
  try {
    const outcome = await executeRun(stored, index, {
      engine: () => chooseEngine(engine, { onSelfTest: tellSelfTest(err) }),
      onStart: ({ experiment, run, plan }, chosen) => {
        out.write(`${runName(run)} in ${plan.folder.path}\n${describeEngine(chosen, out.colors)}`);
        out.write(noteOfMissingBf16(chosen.engine, experiment.network));
        display = new TrainingDisplay(out, experiment.batch);
      },
      report: (event) => display?.show(event),
      signal: interruption.signal,
    });
    display?.end();
    if (outcome.kind === 'done') {
      out.write(`${formatTest(outcome.result.test, out.colors)}\n`);
      return;
    }
    out.write(`Interrupted after step ${formatCount(outcome.step)} of ${formatCount(outcome.steps)}, saved.\n`);
    context.exitCode = interruption.exitCode;
  } finally {
    display?.end();
    interruption.dispose();
  }
}

/** A launcher that is killed can't stop this process any more: its channel closes, and the run is saved and ended. */
function endWithParent(): void {
  if (!process.channel) return;
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
