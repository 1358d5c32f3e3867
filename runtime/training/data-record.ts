import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileError } from '../files/error.js';

/** What a run remembers of a file of its data. */
export interface DataRecord {
  /** Relative to the record's `dataFolder`. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/**
 * Describes the files that data were read from.
 * @param folder that paths are recorded relative to
 * @throws {FileError}
 */
export async function recordData(paths: readonly string[], folder: string): Promise<DataRecord[]> {
  const records: DataRecord[] = [];
  for (const path of new Set(paths)) {
    const place = relative(resolve(folder), path).replaceAll(sep, '/');
    records.push({ path: place, bytes: await bytesOf(path), sha256: await digestOf(path) });
  }
  return records;
}

/**
 * The first file that isn't what it was, undefined where all are. One that is gone hasn't changed: a finished run needs
 * it no more, and an unfinished one says so when it loads its data.
 * @param folder that the recorded paths start from
 * @throws {FileError}
 */
export async function changedData(records: readonly DataRecord[], folder: string): Promise<string | undefined> {
  for (const { path, bytes, sha256 } of records) {
    const place = resolve(folder, path);
    if (!existsSync(place)) continue;
    if ((await bytesOf(place)) !== bytes || (await digestOf(place)) !== sha256) return place;
  }
  return undefined;
}

async function bytesOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw fileError('read', path, cause);
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  } catch (cause) {
    throw fileError('read', path, cause);
  }
  return hash.digest('hex');
}
