import { readBytes } from '../files/read.js';
import { DataError } from './dataset.js';
import { gunzipped } from './gunzip.js';

/** What an IDX file begins with: two zeros, the type of the elements, the number of axes, and their sizes. */
const UNSIGNED_BYTES = 0x08;

/**
 * The elements of an IDX file of bytes, plain or .gz.
 * @param shape that it must have
 * @param what whose file it is, for messages: `Fashion-MNIST`
 * @throws {DataError | FileError}
 */
export async function readIdxBytes(path: string, shape: readonly number[], what: string): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint32(0, UNSIGNED_BYTES * 256 + shape.length);
  shape.forEach((length, axis) => header.setUint32(4 + 4 * axis, length));
  const elements = shape.reduce((product, length) => product * length, 1);
  const content = gunzipped(await readBytes(path), header.byteLength + elements, path, what);
  const expected = new Uint8Array(header.buffer);
  if (expected.every((byte, index) => content[index] === byte)) return content.subarray(header.byteLength);
  throw new DataError(
    `${path} has the right size but is no IDX file of bytes of shape [${shape.join(', ')}]: get it anew.`,
  );
}
