import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileError } from './error.js';
import { makeFolder } from './atomic-write.js';

/** Between a lock file's creation and its content: how long another process waits for the content, in ms. */
const WRITING_MS = 100;

/** Locks of this process: a file with its id that isn't among them is left over from a process of the same id. */
const held = new Set<string>();

/** A lock while this process holds it. */
export interface HeldLock {
  /** The id of the process that has it now, where that is another one. */
  stolenBy(): Promise<number | undefined>;
}

/**
 * Does some work while this process alone holds a lock file, which contains the process id and when the process was
 * started. The lock of a process that has died is taken over.
 * @param refused makes the error to throw when the process with the given id holds it
 * @throws {FileError}
 */
export async function withLock<T>(
  path: string,
  refused: (holder: number) => Error,
  work: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  await makeFolder(dirname(path));
  while (!(await tryLock(path))) {
    const text = await contentOf(path);
    const holder = holderIn(text, path);
    if (holder !== undefined) throw refused(holder);
    // Whoever is first to move the old file aside goes on; all others look again.
    if (text !== undefined) await moveAside(path, text);
  }
  const lock = {
    stolenBy: async () => {
      const text = await contentOf(path);
      return text === ownContent() ? undefined : (holderIn(text, path) ?? 0);
    },
  };
  try {
    return await work(lock);
  } finally {
    held.delete(path);
    if ((await contentOf(path)) === ownContent()) await rm(path, { force: true });
  }
}

/** The id of the process that holds a lock; undefined where none does that is alive. */
export async function lockHolder(path: string): Promise<number | undefined> {
  return holderIn(await contentOf(path), path);
}

async function contentOf(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== '') return text;
  await setTimeout(WRITING_MS);
  return readFile(path, 'utf8').catch(() => undefined);
}

function holderIn(text: string | undefined, path: string): number | undefined {
  const [id, started] = (text ?? '').split(' ');
  const holder = Number(id);
  if (!Number.isInteger(holder) || holder <= 0) return undefined;
  if (holder === process.pid) return held.has(path) ? holder : undefined;
  if (!isAlive(holder)) return undefined;
  // Ids are given again, in containers soon: a process that began at another time is another one.
  const begun = startOf(holder);
  return started === undefined || begun === undefined || started === begun ? holder : undefined;
}

function ownContent(): string {
  const begun = startOf(process.pid);
  return begun === undefined ? String(process.pid) : `${process.pid} ${begun}`;
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      held.add(path);
      await file.writeFile(ownContent());
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError('write', path, cause);
  }
}

/** Removes the lock of a dead process, and gives back what turns out to be another's. */
async function moveAside(path: string, seen: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== seen) await link(aside, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw fileError('write', path, cause);
  } finally {
    await rm(aside, { force: true });
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

/** When a process was started, in ticks since the machine was; undefined where the system doesn't tell. */
function startOf(id: number): string | undefined {
  try {
    // Field 22; the name of the program, field 2, stands in parentheses and may hold spaces.
    const status = readFileSync(`/proc/${id}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
