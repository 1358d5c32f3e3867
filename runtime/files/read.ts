import { open } from 'node:fs/promises';
import { fileError, FileError } from './error.js';

/** Node reads at most 2 GiB in one call. */
const PIECE = 2 ** 30;

/**
 * Reads a whole file into memory of its own, of any size.
 * @throws {FileError}
 */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const file = await open(path, 'r');
    try {
      const status = await file.stat();
      if (status.isDirectory()) throw new FileError(`Can't read ${path}: it is a folder.`, path, 'EISDIR');
      if (!status.isFile()) throw new FileError(`Can't read ${path}: it is not a regular file.`, path, 'FORMAT');
      const bytes = new Uint8Array(status.size);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
        if (bytesRead === 0) throw new FileError(`Can't read ${path}: it became shorter meanwhile.`, path, 'FORMAT');
        at += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError('read', path, cause);
  }
}

/**
 * Reads a whole file as UTF-8.
 * @throws {FileError}
 */
export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path));
}
