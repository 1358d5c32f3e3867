import { crc32 } from 'node:zlib';
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { formatError } from './error.js';
import { parseNpy, type NpyArray } from './npy.js';

/** Refuse to unpack arrays past this: a small file may claim any size. */
const LARGEST = 4 * 2 ** 30;

export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * Reads one array of a .npz file.
 * @param key its name; may be absent where the file holds a single array
 * @param path for messages
 * @throws {FileError}
 */
export function parseNpz(
  bytes: Uint8Array<ArrayBuffer>,
  key: string | undefined,
  path: string,
  largest = LARGEST,
): NpyArray {
  const entries = listEntries(bytes, path);
  const entry = choose(entries, key, path);
  if (entry.originalSize > largest) {
    throw formatError(path, `unpacks to ${entry.originalSize} bytes, more than the ${largest} that are allowed`);
  }
  const content = unpack(bytes, (file) => file.name === entry.name, path)[entry.name]!;
  if (crc32(content) !== checksumOf(entry.name, bytes)) {
    throw formatError(path, `is damaged: the checksum of its array ${withoutSuffix(entry.name)} does not match`);
  }
  return parseNpy(content as Uint8Array<ArrayBuffer>, `${path}#${withoutSuffix(entry.name)}`);
}

function listEntries(bytes: Uint8Array, path: string): UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = [];
  unpack(bytes, (file) => (entries.push(file), false), path);
  return entries.filter((entry) => entry.name.endsWith('.npy'));
}

function choose(entries: readonly UnzipFileInfo[], key: string | undefined, path: string): UnzipFileInfo {
  const keys = entries.map((entry) => withoutSuffix(entry.name)).join(', ') || 'none';
  const found = key === undefined ? entries : entries.filter((entry) => entry.name === `${key}.npy`);
  if (found.length === 1) return found[0]!;
  if (key === undefined)
    throw formatError(path, `holds several arrays or none (${keys}): say which, as in "${path}#key"`);
  throw formatError(path, `has no array called ${key}; it holds: ${keys}`);
}

function unpack(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean, path: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    throw formatError(path, `is not a whole .npz file (${(cause as Error).message})`);
  }
}

function withoutSuffix(name: string): string {
  return name.replace(/\.npy$/, '');
}

/** The CRC-32 that the zip's central directory states for an entry, which fflate does not compare. */
function checksumOf(name: string, bytes: Uint8Array): number | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = Buffer.of(0x50, 0x4b, 1, 2);
  for (let at = zip.indexOf(signature); at >= 0 && at + 46 <= zip.length; at = zip.indexOf(signature, at + 4)) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) return zip.readUInt32LE(at + 16);
  }
  return undefined;
}
