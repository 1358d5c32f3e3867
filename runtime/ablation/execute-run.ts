import { experimentHash } from '../../compiler/canonical/index.js';
import type { ChosenEngine } from '../engines/index.js';
import { openExperiment, SpecHost, type OpenedExperiment } from '../spec/index.js';
import {
  BusyError,
  planRun,
  RunError,
  train,
  type RunPlan,
  type RunResult,
  type TrainingEvent,
  type TrainingOutcome,
} from '../training/index.js';
import { UsageError } from '../usage-error.js';
import { versions } from '../version.js';
import { forgetFailure, recordFailure } from './failures.js';
import type { StoredPlan } from './plan-file.js';
import type { PlannedRun } from './plan.js';

/** A run of a plan, and what there is to do for it. */
export interface OpenedRun extends OpenedExperiment {
  readonly run: PlannedRun;
  readonly plan: RunPlan;
}

/**
 * The experiment of one run of a plan: its cell is compiled from the plan's own copy of the spec, and must mean what was
 * planned.
 * @throws {FileError | RunError | SpecError}
 */
export function openPlannedExperiment(stored: StoredPlan, run: PlannedRun): OpenedExperiment {
  const { folder, spec } = stored;
  // Imports of the copied files reach each other, wherever the folder lies.
  const host = new SpecHost(spec, folder.path);
  const { experiment: name } = folder.plan.experiments[run.hash]!;
  const opened = openExperiment(spec, name, configurationOf(stored, run), host);
  if (experimentHash(opened.experiment) === run.hash) return opened;
  throw new RunError(
    `The spec in ${folder.path} no longer means what was planned: it was edited, or angnet has changed. Plan the ablation anew with --out.`,
  );
}

/** @throws {FileError | RunError | SpecError} */
async function openRun(stored: StoredPlan, run: PlannedRun): Promise<OpenedRun> {
  const opened = openPlannedExperiment(stored, run);
  const { path: out } = stored.folder.runFolder(run);
  const plan = await planRun({ experiment: opened.experiment.name, ...run, out, resume: true, force: false });
  return { ...opened, run, plan };
}

function configurationOf({ folder: { plan } }: StoredPlan, { hash }: PlannedRun) {
  return { ...plan.configuration, cell: plan.experiments[hash]!.cell };
}

interface Execution {
  readonly engine: () => Promise<ChosenEngine>;
  /** Called before training starts. */
  readonly onStart: (run: OpenedRun, engine: ChosenEngine) => void;
  readonly report: (event: TrainingEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains one run of a plan to its end, from where it is; one that is done is left as it is. Why it fails is recorded
 * beside the plan, whoever started this.
 * @throws {UsageError} for an index that isn't one, and what training throws
 */
export async function executeRun(stored: StoredPlan, index: number, execution: Execution): Promise<TrainingOutcome> {
  const { path, plan } = stored.folder;
  const run = plan.runs[index];
  if (!run)
    throw new UsageError(`${path} has no run ${index}: those of its plan are called 0 to ${plan.runs.length - 1}.`);
  const record = stored.folder.failure(run);
  try {
    const opened = await openRun(stored, run);
    await forgetFailure(record);
    if (opened.plan.kind === 'finished') return done(opened.plan.result);
    const chosen = await execution.engine();
    execution.onStart(opened, chosen);
    return await train({
      spec: opened.spec,
      experiment: opened.experiment,
      cell: opened.cell,
      dataFolder: stored.dataFolder,
      configuration: configurationOf(stored, run),
      hash: run.hash,
      seed: run.seed,
      plan: opened.plan,
      engine: chosen.engine,
      engineDetail: chosen.detail,
      versions: versions(),
      signal: execution.signal,
      report: execution.report,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // One that another process trains hasn't failed.
    if (!(cause instanceof BusyError)) await recordFailure(record, { reason, attempts: 1 });
    throw cause;
  }
}

function done(result: RunResult): TrainingOutcome {
  return { kind: 'done', result };
}
