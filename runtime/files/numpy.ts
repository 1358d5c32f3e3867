import { formatError } from './error.js';
import { looksLikeNpy, parseNpy, type NpyArray } from './npy.js';
import { looksLikeZip, parseNpz } from './npz.js';
import { readBytes } from './read.js';

/**
 * Reads an array of NumPy's from a .npy file, or one of a .npz file: `images.npz#train`.
 * @throws {FileError}
 */
export async function readNumpy(reference: string): Promise<NpyArray> {
  const [, path, key] = /^(.*?\.npz)(?:#(.*))?$/.exec(reference) ?? [undefined, reference, undefined];
  const bytes = await readBytes(path!);
  if (bytes.length === 0) throw formatError(path!, 'is empty');
  if (looksLikeZip(bytes)) return parseNpz(bytes, key, path!);
  if (!looksLikeNpy(bytes)) throw formatError(path!, 'is neither an .npy nor an .npz file');
  return parseNpy(bytes, path!);
}
