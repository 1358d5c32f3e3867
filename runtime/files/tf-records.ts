import { crc32c } from './crc32c.js';

/**
 * TensorFlow's record format: the length of the data in 8 bytes, a masked CRC-32C of those, the data, a masked CRC-32C of
 * the data; all little endian.
 */
export function encodeRecord(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(data), true);
  return bytes;
}

/** The data of the records of a file, up to the first that is cut off or damaged. */
export function* recordsIn(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 16 <= bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    if (view.getUint32(at + 8, true) !== masked(bytes.subarray(at, at + 8)) || at + 16 + length > bytes.length) return;
    const data = bytes.subarray(at + 12, at + 12 + length);
    if (view.getUint32(at + 12 + length, true) !== masked(data)) return;
    yield data;
    at += 16 + length;
  }
}

/** A checksum of data that may hold checksums: rotated and moved, so that it isn't one of itself. */
function masked(data: Uint8Array): number {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
