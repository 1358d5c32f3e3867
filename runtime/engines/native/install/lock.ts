import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../../engine.js';

/**
 * Does some work while this process alone holds a lock file; a lock whose process has died is taken over.
 * @throws {EngineError} when another process holds it
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  if (!(await tryLock(path))) {
    const holder = await holderOf(path);
    if (holder !== undefined && isAlive(holder)) {
      throw new EngineError(`Another install of the native engine is at work (process ${holder}); wait for it to end.`);
    }
    await rm(path, { force: true });
    if (!(await tryLock(path)))
      throw new EngineError('Another install of the native engine has just begun; wait for it to end.');
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

async function holderOf(path: string): Promise<number | undefined> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** Signal 0 only asks whether the process is there; not being allowed to send it is an answer too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
