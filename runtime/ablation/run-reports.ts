import type { AblationFolder } from './ablation-folder.js';
import type { PlannedRun } from './plan.js';
import type { RunReport } from './report.js';
import { stateOf } from './run-state.js';

/** What became of the runs of a plan. */
export class RunReports {
  private readonly reports = new Map<string, RunReport>();

  get(hash: string, seed: number): RunReport {
    return this.reports.get(`${hash} ${seed}`)!;
  }

  set({ hash, seed }: PlannedRun, report: RunReport): void {
    this.reports.set(`${hash} ${seed}`, report);
  }
}

/** @throws {FileError} */
export async function readRuns(ablation: AblationFolder): Promise<RunReports> {
  const reports = new RunReports();
  for (const run of ablation.plan.runs) reports.set(run, await reportOn(ablation, run));
  return reports;
}

async function reportOn(ablation: AblationFolder, run: PlannedRun): Promise<RunReport> {
  const state = await stateOf(ablation, run);
  const about = { seed: run.seed, folder: ablation.folderFromHere(run) };
  switch (state.kind) {
    case 'done': {
      const { test, validation: held, steps, engine } = state.result;
      const { accuracy, loss, correct, count } = test;
      const validation = held && { validation: { accuracy: held.accuracy, loss: held.loss } };
      return { ...about, state: 'done', accuracy, loss, correct, count, ...validation, steps, engine };
    }
    case 'failed':
      return { ...about, state: 'failed', reason: state.reason, attempts: state.attempts };
    case 'waiting':
      return { ...about, state: 'unfinished', step: 0 };
    default:
      return { ...about, state: 'unfinished', step: state.step };
  }
}
