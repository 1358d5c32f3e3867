import { readFile, rm } from 'node:fs/promises';
import { formatJson } from '../format-json.js';
import { atomicWrite, makeFolder } from '../files/index.js';
import { dirname } from 'node:path';

/** Why a run came to no result. */
export interface Failure {
  /** A sentence. */
  readonly reason: string;
  /** How often it was tried. */
  readonly attempts: number;
}

interface FailureFile extends Failure {
  readonly schema: 1;
}

/** @throws {FileError} */
export async function recordFailure(path: string, failure: Failure): Promise<void> {
  const record: FailureFile = { schema: 1, ...failure };
  await makeFolder(dirname(path));
  await atomicWrite(path, formatJson(record));
}

/** The failure that was recorded; undefined where there is none that can be read. */
export async function readFailure(path: string): Promise<Failure | undefined> {
  try {
    const { reason, attempts } = JSON.parse(await readFile(path, 'utf8')) as Partial<FailureFile>;
    return typeof reason === 'string' && typeof attempts === 'number' ? { reason, attempts } : undefined;
  } catch {
    return undefined;
  }
}

/** Before it is tried again. */
export async function forgetFailure(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** What happened, without what to do about it: that would make tables wide. */
export function firstSentence(reason: string): string {
  return /^.*?\.(?= [A-Z]|$)/s.exec(reason)?.[0] ?? reason;
}
