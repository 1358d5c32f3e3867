import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { formatJson } from '../format-json.js';
import { atomicWrite, FileError, makeFolder } from '../files/index.js';
import { fileError, formatError } from '../files/error.js';
import type { Spec } from '../spec/index.js';
import { specFiles } from '../training/spec-files.js';
import { AblationFolder, files } from './ablation-folder.js';
import type { Plan } from './plan.js';

/** What plan.json holds: the plan, and where things are. Paths are relative to its folder. */
interface PlanFile {
  readonly schema: 1;
  /** Of the plan: it is written once and never changed. */
  readonly digest: string;
  /** The spec as it was when the plan was made. */
  readonly spec: string;
  /** Where relative paths of the spec's data start. */
  readonly dataFolder: string;
  /** Folder of the runs' folders. */
  readonly runsFolder: string;
  readonly plan: Plan;
}

/** An ablation that was planned, and what its runs are compiled from. */
export interface StoredPlan {
  readonly folder: AblationFolder;
  readonly digest: string;
  /** Path of the copied spec. */
  readonly spec: string;
  readonly dataFolder: string;
}

/** SHA-256 of what a plan says, in hex: equal for specs that mean the same. */
export function digestOf(plan: Plan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

/**
 * Writes a plan, with a copy of the spec and of what it imports: runs are compiled from these, so that the spec may be
 * edited meanwhile.
 * @param runs folder of the runs' folders
 * @throws {FileError}
 */
export async function writePlan(path: string, runs: string, plan: Plan, spec: Spec): Promise<StoredPlan> {
  const { texts, root } = specFiles(spec);
  const dataFolder = resolve(dirname(spec.path));
  await makeFolder(path);
  for (const [name, text] of texts) {
    await makeFolder(dirname(join(path, name)));
    await atomicWrite(join(path, name), text);
  }
  const within = (place: string) => relative(resolve(path), resolve(place)).replaceAll(sep, '/') || '.';
  const stored: PlanFile = {
    schema: 1,
    digest: digestOf(plan),
    spec: root,
    dataFolder: within(dataFolder),
    runsFolder: within(runs),
    plan,
  };
  // Last, since with it the folder is an ablation's.
  await atomicWrite(join(path, files.plan), formatJson(stored));
  return storedPlan(path, stored);
}

/**
 * Reads a plan; undefined where there is none.
 * @throws {FileError} when it is damaged or was changed
 */
export async function readPlan(path: string): Promise<StoredPlan | undefined> {
  const file = join(path, files.plan);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw fileError('read', file, cause);
  }
  return storedPlan(path, parse(file, text));
}

function parse(file: string, text: string): PlanFile {
  let stored: Partial<PlanFile> | undefined;
  try {
    stored = JSON.parse(text) as Partial<PlanFile>;
  } catch {
    throw damaged(file);
  }
  if (stored?.schema !== 1 || !stored.plan || typeof stored.spec !== 'string') throw damaged(file);
  if (digestOf(stored.plan) !== stored.digest)
    throw formatError(file, 'was changed after it was written: plan the ablation anew in another folder, with --out');
  return stored as PlanFile;
}

function damaged(file: string): FileError {
  return formatError(file, 'is damaged, or was written by another version: plan the ablation anew with --out');
}

function storedPlan(path: string, { digest, spec, dataFolder, runsFolder, plan }: PlanFile): StoredPlan {
  const folder = new AblationFolder(path, plan, runsFolder);
  return { folder, digest, spec: join(path, spec), dataFolder: join(path, dataFolder) };
}
