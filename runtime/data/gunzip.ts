import { gunzipSync } from 'node:zlib';
import { DataError } from './dataset.js';

/**
 * What a file holds, unpacked where it is a .gz.
 * @param size bytes that it must have, so that nothing larger is unpacked
 * @param what whose file it is, for messages: `MNIST`
 * @throws {DataError}
 */
export function gunzipped(bytes: Uint8Array, size: number, path: string, what: string): Uint8Array {
  const content = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes, size, path, what) : bytes;
  if (content.length === size) return content;
  throw new DataError(`${path} has ${content.length} bytes where ${what} has ${size}: get it anew.`);
}

function unpack(bytes: Uint8Array, size: number, path: string, what: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: size });
  } catch (cause) {
    const larger = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const problem = larger ? `unpacks to more than ${what}'s ${size} bytes` : 'is a damaged .gz file';
    throw new DataError(`${path} ${problem}: get it anew.`);
  }
}
