import { open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileError } from './error.js';
import { makeFolder } from './atomic-write.js';

/** Between a lock file's creation and its content: how long another process waits for the content, in ms. */
const WRITING_MS = 100;

/** Locks of this process: a file with its id that isn't among them is left over from a process of the same id. */
const held = new Set<string>();

/**
 * Does some work while this process alone holds a lock file, which contains the process id. The lock of a process that
 * has died is taken over.
 * @param refused makes the error to throw when the process with the given id holds it
 * @throws {FileError}
 */
export async function withLock<T>(
  path: string,
  refused: (holder: number) => Error,
  work: () => Promise<T>,
): Promise<T> {
  await makeFolder(dirname(path));
  if (!(await tryLock(path))) {
    const holder = await lockHolder(path);
    if (holder !== undefined) throw refused(holder);
    await rm(path, { force: true });
    if (!(await tryLock(path))) throw refused((await lockHolder(path)) ?? process.pid);
  }
  try {
    return await work();
  } finally {
    held.delete(path);
    await rm(path, { force: true });
  }
}

/** The id of the process that holds a lock; undefined where none does that is alive. */
export async function lockHolder(path: string): Promise<number | undefined> {
  let text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === '') {
    await setTimeout(WRITING_MS);
    text = await readFile(path, 'utf8').catch(() => undefined);
  }
  const id = Number(text);
  if (!Number.isInteger(id) || id <= 0) return undefined;
  return (id === process.pid ? held.has(path) : isAlive(id)) ? id : undefined;
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      held.add(path);
      await file.writeFile(String(process.pid));
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError('write', path, cause);
  }
}

/** Signal 0 only asks whether the process is there; not being allowed to send it is an answer too. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
