import { formatError } from './error.js';
import { looksLikeNpy, parseNpy, type NpyArray } from './npy.js';
import { looksLikeZip, parseNpz } from './npz.js';
import { readBytes } from './read.js';

/**
 * Reads an array of NumPy's from a .npy file, or one of a .npz file: `images.npz#train`.
 * @throws {FileError}
 */
export async function readNumpy(reference: string): Promise<NpyArray> {
  const { path, key } = split(reference);
  const bytes = await readBytes(path);
  if (bytes.length === 0) throw formatError(path, 'is empty');
  if (looksLikeZip(bytes)) return parseNpz(bytes, key, path);
  if (!looksLikeNpy(bytes)) throw formatError(path, 'is neither an .npy nor an .npz file');
  return parseNpy(bytes, path);
}

/** The file that a reference to an array names. */
export function numpyPath(reference: string): string {
  return split(reference).path;
}

function split(reference: string): { readonly path: string; readonly key: string | undefined } {
  const [, path = reference, key] = /^(.*?\.npz)(?:#(.*))?$/.exec(reference) ?? [];
  return { path, key };
}
