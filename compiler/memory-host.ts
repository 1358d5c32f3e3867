import type { Host } from './phases/1-resolve/modules.js';

/**
 * A host for specs that are texts in memory, as in an editor or a browser.
 * @param files texts by path: `digits.ang`, `blocks/residual.ang`; imports can't leave them
 */
export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    resolve: (from, specifier) => joined(from, specifier),
    read: (path) => files.get(path),
  };
}

/** A relative path as seen from a file; undefined where it leads out of the root. */
function joined(from: string, specifier: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
