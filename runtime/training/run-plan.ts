import { join } from 'node:path';
import { lockHolder } from '../files/index.js';
import { changedData } from './data-record.js';
import { busyError, RunError } from './errors.js';
import { files, RunFolder } from './run-folder.js';
import type { RunResult } from './run-record.js';

/** What a run is known by, and what to do where something is there already. */
export interface RunRequest {
  readonly experiment: string;
  readonly hash: string;
  readonly seed: number;
  /** SHA-256 of the weights that it begins with, where it takes another run's. */
  readonly from?: string | undefined;
  /** The run's folder; by default one whose name says what the run is. */
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly force: boolean;
}

export type RunPlan =
  | { readonly kind: 'start'; readonly folder: RunFolder; readonly from?: string | undefined }
  /** `from` is the SHA-256 of the weights that the run began with, where it took another run's. */
  | { readonly kind: 'resume'; readonly folder: RunFolder; readonly from: string | undefined }
  | { readonly kind: 'finished'; readonly folder: RunFolder; readonly result: RunResult };

/**
 * Decides what a call of `train` has to do, from what is on the disk.
 * @throws {RunError | FileError}
 */
export async function planRun(request: RunRequest): Promise<RunPlan> {
  const { hash, seed, from, resume, force } = request;
  const folder = new RunFolder(request.out ?? defaultFolder(request));
  const holder = await lockHolder(folder.lock);
  if (holder !== undefined) throw busyError(folder.path, holder);
  const [stranger] = await folder.strangers();
  // Even a damaged run can be overwritten, as long as nothing else is lost with it.
  if ((force && stranger === undefined && (await folder.holdsRun())) || (await folder.isFree()))
    return { kind: 'start', folder };
  const record = await folder.record();
  if (!record) {
    throw new RunError(
      stranger === undefined && (await folder.holdsRun())
        ? `${folder.path} holds a run without its run.json: start anew with --force, or choose another folder with --out.`
        : `${folder.path} holds other files than a run's (${stranger ?? files.spec}): choose another folder with --out.`,
    );
  }
  if (force) return { kind: 'start', folder };
  if (record.hash !== hash || record.seed !== seed) {
    const other =
      record.hash === hash ? `seed ${record.seed}` : `another spec (${record.experiment}, ${record.hash.slice(0, 8)})`;
    throw new RunError(
      `${folder.path} holds a run of ${other}: choose another folder with --out, or overwrite it with --force.`,
    );
  }
  const begun = record.from;
  if (from !== undefined && begun?.sha256 !== from) {
    throw new RunError(
      `${folder.path} holds a run that began with ${begun ? `other weights, of ${begun.run}` : 'initial weights'}: choose another folder with --out, or overwrite it with --force.`,
    );
  }
  const changed = record.data && (await changedData(record.data, join(folder.path, record.dataFolder)));
  if (changed !== undefined) {
    throw new RunError(
      `${changed} has changed since the run in ${folder.path} was started: start anew with --force, or put the old file back.`,
    );
  }
  const result = await folder.result();
  if (result) return { kind: 'finished', folder, result };
  if (!resume) {
    throw new RunError(
      `${folder.path} holds an unfinished run: continue it with --resume, or start anew with --force.`,
    );
  }
  if (folder.hasCheckpoint) return { kind: 'resume', folder, from: begun?.sha256 };
  if (begun && from === undefined) {
    throw new RunError(
      `${folder.path} holds a run that was stopped before its first checkpoint, and began with the weights of ${begun.run}: name them again with --from.`,
    );
  }
  return { kind: 'start', folder };
}

/** Its name says what the run is. */
function defaultFolder({ experiment, hash, seed, from }: RunRequest): string {
  const beginning = from === undefined ? '' : `-from-${from.slice(0, 8)}`;
  return join('runs', experiment, `${hash.slice(0, 8)}-${seed}${beginning}`);
}
