import { join, posix } from 'node:path';
import { RunFolder } from '../training/run-folder.js';
import type { Plan, PlannedRun } from './plan.js';

/** An ablation on the disk: its plan, what became of it, and where its runs are. */
export class AblationFolder {
  /**
   * @param runs folder of the runs' folders, relative to that of the ablation
   */
  constructor(
    readonly path: string,
    readonly plan: Plan,
    private readonly runs: string,
  ) {}

  readonly file = (name: (typeof files)[keyof typeof files]): string => join(this.path, name);

  /** Held while a process launches its runs. */
  get lock(): string {
    return join(this.path, '.lock');
  }

  /** The folder of a run, as `train` would call it. Runs that mean the same have the same one. */
  runFolder(run: PlannedRun): RunFolder {
    return new RunFolder(join(this.path, this.folderFromHere(run)));
  }

  /** Path of a run's folder, relative to this one, with slashes. */
  folderFromHere(run: PlannedRun): string {
    return posix.join(this.runs, this.plan.experiments[run.hash]!.experiment, runName(run));
  }

  /** Where a run's process writes what it has to say. */
  log(run: PlannedRun): string {
    return join(this.file(files.logs), `${runName(run)}.txt`);
  }

  failure(run: PlannedRun): string {
    return join(this.file(files.failures), `${runName(run)}.json`);
  }
}

/** `3f2a91c0-0`: what a run is called among those of its experiment. */
export function runName({ hash, seed }: PlannedRun): string {
  return `${hash.slice(0, 8)}-${seed}`;
}

/** Names within an ablation's folder. */
export const files = {
  plan: 'plan.json',
  logs: 'logs',
  failures: 'failures',
  markdown: 'tables.md',
  latex: 'tables.tex',
  html: 'tables.html',
  json: 'tables.json',
  cells: 'cells.csv',
  runs: 'runs.csv',
} as const;
