import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '../files/error.js';
import { isTemporary } from '../files/index.js';
import { checkpointFiles } from './checkpoints.js';
import { readRecord, type RunRecord, type RunResult, type RunTime } from './run-record.js';

/** The files of a run. */
export class RunFolder {
  constructor(readonly path: string) {}

  readonly file = (name: (typeof files)[keyof typeof files]): string => join(this.path, name);

  /** Where the checkpoints are. */
  get checkpoints(): string {
    return join(this.path, files.checkpoints);
  }

  /** Whether there is a checkpoint to go on from. */
  get hasCheckpoint(): boolean {
    return this.resumable.some((path) => existsSync(path));
  }

  private get resumable(): readonly string[] {
    return [checkpointFiles.last, checkpointFiles.previous].map((name) => join(this.checkpoints, name));
  }

  /** Held while a process trains here. */
  get lock(): string {
    return join(this.path, LOCK);
  }

  /** The file from which weights are read: those of the finished run, else the last checkpoint. */
  get newestWeights(): string | undefined {
    return [this.file(files.weights), ...this.resumable].find((path) => existsSync(path));
  }

  /** The checkpoint that is the best on held-out examples. */
  get bestWeights(): string | undefined {
    const path = join(this.checkpoints, checkpointFiles.best);
    return existsSync(path) ? path : undefined;
  }

  /** The name of the report, where there is one. */
  get reports(): readonly string[] {
    return existsSync(this.file(files.report)) ? [files.report] : [];
  }

  record(): Promise<RunRecord | undefined> {
    return readRecord<RunRecord>(this.file(files.record));
  }

  result(): Promise<RunResult | undefined> {
    return readRecord<RunResult>(this.file(files.result));
  }

  time(): Promise<RunTime | undefined> {
    return readRecord<RunTime>(this.file(files.time));
  }

  /** Whether nothing is there that starting a run could harm. */
  async isFree(): Promise<boolean> {
    return (await this.entries()).every((name) => name === LOCK || isTemporary(name));
  }

  /** Names in the folder that no run writes. */
  async strangers(): Promise<string[]> {
    const own: readonly string[] = [...Object.values(files), ...(await this.pictures())];
    // Names that begin with a dot are temporary files of writes that were cut off.
    return (await this.entries()).filter((name) => !own.includes(name) && !name.startsWith('.')).sort();
  }

  /** Whether there is a file that only a run writes; `spec.ang` alone may be the user's own. */
  async holdsRun(): Promise<boolean> {
    const telling: readonly string[] = [files.record, files.metrics, files.checkpoints, files.canonical];
    return (await this.entries()).some((name) => telling.includes(name));
  }

  /** Removes one file that a run may have written. */
  async remove(name: (typeof files)[keyof typeof files]): Promise<void> {
    await rm(this.file(name), { force: true });
  }

  /** Removes what a run has written, and nothing else. */
  async clear(): Promise<void> {
    for (const name of [...Object.values(files), ...(await this.pictures())]) {
      await rm(join(this.path, name), { recursive: true, force: true });
    }
  }

  private async pictures(): Promise<string[]> {
    return (await this.entries()).filter((name) => /^(features|curves)\.(svg|png)$/.test(name));
  }

  private async entries(): Promise<string[]> {
    try {
      return await readdir(this.path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw fileError('read', this.path, cause);
    }
  }
}

const LOCK = '.lock';

/** Names within a run's folder. The record comes last when clearing: with it the folder is a run's. */
export const files = {
  result: 'result.json',
  metrics: 'metrics.jsonl',
  /** TensorBoard looks for `tfevents` in names. */
  events: 'events.out.tfevents.0.angnet',
  notFinite: 'not-finite.json',
  weights: 'weights.safetensors',
  profilePage: 'profile.md',
  profile: 'profile.json',
  trace: 'trace.json',
  checkpoints: 'checkpoints',
  canonical: 'canonical.txt',
  spec: 'spec.ang',
  sources: 'sources',
  report: 'report.html',
  time: 'time.json',
  record: 'run.json',
} as const;
