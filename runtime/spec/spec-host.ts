import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve, sep } from 'node:path';
import type { Host } from '../../compiler/index.js';
import { FileError } from '../files/error.js';
import { readSpec } from './read-spec.js';

/** Reads a spec and what it imports from the disk; nothing outside of the spec's project. */
export class SpecHost implements Host {
  private readonly texts = new Map<string, string>();
  readonly reach: string;

  /**
   * @param path the spec, as its user names it
   * @param root the folder that imports can't leave
   */
  constructor(
    path: string,
    private readonly root = projectFolder(path),
  ) {
    const why = isProject(this.root)
      ? 'the nearest folder above the spec with a package.json or .git'
      : "the spec's own folder, as no folder above it has a package.json or .git";
    this.reach = `Imports can reach the files in ${this.root}: ${why}.`;
  }

  /** Paths stay as short as the user wrote them, since messages show them. */
  resolve(from: string, specifier: string): string | undefined {
    const path = normalize(join(dirname(from), specifier));
    return isInside(this.root, path) ? path : undefined;
  }

  /** @throws {FileError} when there is a file, but not one that can be read as a spec */
  read(path: string): string | undefined {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    try {
      const text = readSpec(path);
      this.texts.set(path, text);
      return text;
    } catch (cause) {
      if (cause instanceof FileError && ['ENOENT', 'ENOTDIR'].includes(cause.code)) return undefined;
      throw cause;
    }
  }
}

/** The nearest folder above a spec that holds package.json or .git, else the spec's own folder. */
export function projectFolder(path: string): string {
  const own = dirname(resolve(path));
  for (let folder = own; ; folder = dirname(folder)) {
    if (isProject(folder)) return folder;
    if (folder === dirname(folder)) return own;
  }
}

function isProject(folder: string): boolean {
  return ['package.json', '.git'].some((name) => existsSync(join(folder, name)));
}

/** Whether a file lies below a folder, symbolic links followed. */
function isInside(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(resolve(path)));
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way;
}

/** The real path of what exists of a path, with the rest behind it. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), path.slice(dirname(path).length));
  }
}
