import { readdirSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { ownVersion } from '../../../version.js';

/** The rooms whose code decides what is emitted, beside this one before and after compilation. */
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const ROOMS = ['grammar', 'compiler'];

let known: string | undefined;

/**
 * What tells this compiler from any other: the version, and the size and time of each of its modules, since a version
 * under development changes without a new number.
 */
export function compilerIdentity(): string {
  known ??= JSON.stringify([ownVersion(), ...ROOMS.flatMap((room) => modulesOf(join(ROOT, room)))]);
  return known;
}

function modulesOf(folder: string): (readonly [path: string, size: number, time: number])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ['.js', '.ts'].includes(extname(entry.name)) && !entry.name.endsWith('.d.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path);
      return [relative(ROOT, path), size, mtimeMs] as const;
    })
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
