import { readFileSync, statSync } from 'node:fs';
import { fileError, FileError, formatError } from '../files/error.js';

/** A spec is written by people; something larger is another kind of file. */
export const LARGEST_SPEC = 1_000_000;

/**
 * The text of a spec.
 * @throws {FileError} when it is missing, a folder, empty, too large or no text
 */
export function readSpec(path: string): string {
  const bytes = readBounded(path);
  const text = decode(bytes);
  if (text === undefined) {
    throw formatError(path, 'is not a spec: it holds bytes that are not text (a spec is plain text in UTF-8)');
  }
  if (text.trim() === '') throw formatError(path, 'is empty: a spec declares models and experiments');
  return text;
}

function readBounded(path: string): Uint8Array {
  try {
    // Before it is opened: opening a named pipe waits for somebody who writes to it.
    const status = statSync(path);
    if (status.isDirectory()) throw new FileError(`${path} is a folder: name a .ang file in it.`, path, 'EISDIR');
    if (!status.isFile()) throw formatError(path, 'is not a regular file');
    if (status.size > LARGEST_SPEC) {
      const [size, most] = [status.size, LARGEST_SPEC].map((bytes) => bytes.toLocaleString('en'));
      throw formatError(path, `is too large for a spec: it has ${size} bytes, and at most ${most} are read`);
    }
    return readFileSync(path);
  } catch (cause) {
    throw fileError('read', path, cause);
  }
}

/** Undefined for what is not UTF-8 or holds a zero byte. A byte order mark stays, so that offsets are those of the file. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
