import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileError, FileError } from './error.js';

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name beside it, flushed to the disk, renamed.
 * On failure the temporary file is removed and what was there before stays.
 * @param keepAs the name under which what stood there before is kept, at no moment without a whole file under one of the two
 * @throws {FileError}
 */
export async function atomicWrite(path: string, data: Uint8Array | string, keepAs?: string): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFlushed(temporary, data);
    if (keepAs !== undefined && existsSync(path)) await rename(path, keepAs);
    await rename(temporary, path);
    await flushFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileError('write', path, cause);
  }
}

/** Whether a name is that of a temporary file of `atomicWrite`; where no process writes, it was cut off. */
export function isTemporary(name: string): boolean {
  return /^\..+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/.test(name);
}

/** Removes what writes that were cut off have left in a folder, which need not be there. */
export async function removeTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary)) await rm(join(folder, name), { force: true });
}

async function writeFlushed(path: string, data: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself survive a power cut, where the system can flush a folder; the file is whole in any case. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Makes a folder and those above it, where they aren't there yet. One level at a time: Node's own recursive way never
 * ends where the system says of a folder that is there that it isn't, as /proc does.
 * @throws {FileError}
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let parent = resolve(path);
  for (; !existsSync(parent) && parent !== dirname(parent); parent = dirname(parent)) missing.unshift(parent);
  try {
    if (missing.length === 0) await mkdir(parent, { recursive: true });
    for (const folder of missing) await makeLevel(folder);
  } catch (cause) {
    throw fileError('write', path, cause);
  }
}

async function makeLevel(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Another process may have made it meanwhile.
    if (code === 'EEXIST' && existsSync(folder)) return;
    if (code !== 'ENOENT') throw cause;
    throw new FileError(`Can't write ${folder}: no folder can be made in ${dirname(folder)}.`, folder, code);
  }
}
