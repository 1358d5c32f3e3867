import { availableParallelism } from 'node:os';
import { LocalLauncher } from '../../ablation/local-launcher.js';
import type { StoredPlan } from '../../ablation/plan-file.js';
import type { EngineName } from '../../engines/engine.js';
import { Interruption } from '../interruption.js';
import type { Channel } from '../io.js';
import { mainCommand } from '../main-command.js';
import { AblationDisplay } from './ablation-display.js';

export interface LaunchOptions {
  readonly engine: EngineName;
  readonly jobs: number;
  readonly log: Channel;
}

/**
 * Has every run of a plan executed in processes of this machine, and shows how it goes.
 * @returns whether it was interrupted, and what to exit with then
 */
export async function launch(
  { folder }: StoredPlan,
  { engine, jobs, log }: LaunchOptions,
): Promise<Pick<Interruption, 'signal' | 'exitCode'>> {
  const display = await AblationDisplay.start(folder, log);
  const interruption = new Interruption(() =>
    display.note('Stopping: the runs that are at work finish their step and are saved. Ctrl-C again leaves at once.'),
  );
  const launcher = new LocalLauncher({
    ablation: folder,
    jobs,
    command: (index) => mainCommand('ablate', folder.path, '--index', String(index), '--engine', engine),
    environment: shareOfThreads(jobs),
  });
  try {
    await launcher.execute([...folder.plan.runs.keys()], interruption.signal);
  } finally {
    await display.end();
    interruption.dispose();
  }
  return interruption;
}

/** Several runs at a time share the cores, where the user hasn't said how many threads each should have. */
function shareOfThreads(jobs: number): Readonly<Record<string, string>> {
  if (jobs === 1 || process.env['TF_NUM_INTRAOP_THREADS'] !== undefined) return {};
  return { TF_NUM_INTRAOP_THREADS: String(Math.max(1, Math.floor(availableParallelism() / jobs))) };
}
