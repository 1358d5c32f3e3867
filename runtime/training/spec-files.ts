import { dirname, join, relative, resolve, sep } from 'node:path';
import { isLibraryPath } from '../../compiler/std/nets.js';
import type { Spec } from '../spec/index.js';
import { files } from './run-folder.js';

export interface SpecFiles {
  /** Texts by their paths within a run's folder. */
  readonly texts: ReadonlyMap<string, string>;
  /** Which of them to compile. */
  readonly root: string;
}

/**
 * A spec with every file of its own that it imports, to be kept beside a run: `spec.ang`, and where it imports others, all of them
 * below `sources/` as they lay to each other.
 */
export function specFiles({ checked: { resolved } }: Spec): SpecFiles {
  const { root } = resolved;
  const texts = new Map([[files.spec as string, root.text]]);
  const modules = [...resolved.modules.values()].filter(({ path }) => !isLibraryPath(path));
  if (modules.length === 1) return { texts, root: files.spec };
  const common = commonFolder(modules.map(({ path }) => dirname(resolve(path))));
  const place = (path: string) => join(files.sources, relative(common, resolve(path))).replaceAll(sep, '/');
  for (const { path, text } of modules) texts.set(place(path), text);
  return { texts, root: place(root.path) };
}

/** The innermost folder that holds all of some folders. */
function commonFolder(folders: readonly string[]): string {
  const parts = folders.map((folder) => folder.split(sep));
  const first = parts[0]!;
  const differs = first.findIndex((part, index) => parts.some((other) => other[index] !== part));
  return first.slice(0, differs < 0 ? undefined : differs).join(sep) || sep;
}
