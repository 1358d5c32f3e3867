import { readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite, makeFolder } from '../../../files/index.js';
import { decodeEntry, encodeEntry, type CachedModel } from './entry.js';

/** Bounds of what is kept: the models that were used last. */
export interface CacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

const LIMITS: CacheLimits = { entries: 64, bytes: 512 * 2 ** 20 };

/** Temporary files of writes that were cut off are removed when they are older than this, in milliseconds. */
const ABANDONED = 60 * 60 * 1000;

const EXTENSION = '.model';

/**
 * Saved models that were emitted before, a file each in one folder. Whatever goes wrong with the folder, a model is
 * emitted anew: nothing here throws. Processes may share a folder, since files appear whole and at once, and what one
 * reads another can't change.
 */
export class ModelCache {
  constructor(
    private readonly folder: string,
    private readonly limits: CacheLimits = LIMITS,
  ) {}

  /** The model of a key; undefined where there is none, or only a damaged one. */
  async read(key: string): Promise<CachedModel | undefined> {
    const path = this.path(key);
    try {
      const model = decodeEntry(await readFile(path));
      const now = new Date();
      // Those that were used longest ago are the first to go. A folder of somebody else's may be read all the same.
      if (model) await utimes(path, now, now).catch(() => undefined);
      return model;
    } catch {
      return undefined;
    }
  }

  /** Keeps a model, where that is possible, and removes what is too much with it. */
  async write(key: string, model: CachedModel): Promise<void> {
    try {
      await makeFolder(this.folder);
      await atomicWrite(this.path(key), encodeEntry(model));
      await this.prune();
    } catch {
      // A full disk or a folder that can't be written: the next run emits its model again.
    }
  }

  private path(key: string): string {
    return join(this.folder, `${key}${EXTENSION}`);
  }

  private async prune(): Promise<void> {
    const files = await this.files();
    const abandoned = files.filter(({ name, time }) => name.startsWith('.') && time < Date.now() - ABANDONED);
    const entries = files.filter(({ name }) => !name.startsWith('.') && name.endsWith(EXTENSION));
    entries.sort((one, other) => other.time - one.time);
    let bytes = 0;
    // The newest one stays, however large it is: it is in use.
    const surplus = entries.filter(({ size }, index) => {
      bytes += size;
      return index > 0 && (index >= this.limits.entries || bytes > this.limits.bytes);
    });
    await Promise.all([...abandoned, ...surplus].map(({ name }) => rm(join(this.folder, name), { force: true })));
  }

  private async files(): Promise<{ readonly name: string; readonly size: number; readonly time: number }[]> {
    const names = await readdir(this.folder);
    const found = names.map(async (name) => {
      // Another process may have removed it meanwhile.
      const status = await stat(join(this.folder, name)).catch(() => undefined);
      return status?.isFile() ? [{ name, size: status.size, time: status.mtimeMs }] : [];
    });
    return (await Promise.all(found)).flat();
  }
}
