import { createHash } from 'node:crypto';
import { formatError } from './error.js';

/**
 * The safetensors format (https://github.com/huggingface/safetensors): eight bytes with the length of a JSON header,
 * the header, then the tensors one after another without gaps.
 */
export type TensorData =
  | Float32Array<ArrayBufferLike>
  | Float64Array<ArrayBufferLike>
  | Int32Array<ArrayBufferLike>
  | BigInt64Array<ArrayBufferLike>
  | Uint8Array<ArrayBufferLike>;

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface TensorFile {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** In the order in which tensors are laid out, larger elements first, so that each one is aligned. */
const kinds = [
  { dtype: 'I64', bytes: 8, array: BigInt64Array },
  { dtype: 'F64', bytes: 8, array: Float64Array },
  { dtype: 'F32', bytes: 4, array: Float32Array },
  { dtype: 'I32', bytes: 4, array: Int32Array },
  { dtype: 'U8', bytes: 1, array: Uint8Array },
] as const;

const METADATA = '__metadata__';

/** Where the metadata hold the SHA-256, in hex, of all else that a file says: the header without it, and the tensors' bytes. */
const DIGEST = 'sha256';

/** The format's own limit. */
const LARGEST_HEADER = 100_000_000;

/**
 * The bytes of a file; equal content gives equal bytes, whatever the order of the records' keys.
 * @param withDigest adds a digest of all the rest to the metadata, which reading checks
 */
export function encodeSafetensors({ tensors, metadata }: TensorFile, withDigest = false): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors)
    .map(([name, tensor]) => ({ name, tensor, rank: kinds.findIndex(({ array }) => tensor.data instanceof array) }))
    .sort((a, b) => a.rank - b.rank || compareText(a.name, b.name));
  const contents = entries.map(({ tensor: { data } }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  let size = 0;
  const described = entries.map(({ name, tensor, rank }): Described => {
    const begin = size;
    size += tensor.data.byteLength;
    return { name, dtype: kinds[rank]!.dtype, shape: tensor.shape, begin, end: size };
  });
  const digest = withDigest ? { [DIGEST]: digestOf(headerText(metadata, described), contents) } : {};
  const header = new TextEncoder().encode(headerText({ ...metadata, ...digest }, described));
  const start = 8 + Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(start + size);
  bytes.fill(0x20, 8, start).set(header, 8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  let at = start;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

interface Described {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the tensors. */
  readonly begin: number;
  readonly end: number;
}

/** @param described in the order in which they are laid out */
function headerText(metadata: Readonly<Record<string, string>>, described: readonly Described[]): string {
  const sorted = Object.entries(metadata).sort(([a], [b]) => compareText(a, b));
  const parts = sorted.length > 0 ? [`"${METADATA}":${JSON.stringify(Object.fromEntries(sorted))}`] : [];
  for (const { name, dtype, shape, begin, end } of described) {
    parts.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`);
  }
  return `{${parts.join(',')}}`;
}

function digestOf(header: string, contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(header);
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads a file. The tensors share memory with `bytes`, which must start at the beginning of its buffer.
 * @param path for messages
 * @throws {FileError} when it is cut off, something else, has gaps or overlaps, or differs from the digest it may hold
 */
export function parseSafetensors(bytes: Uint8Array<ArrayBuffer>, path: string): TensorFile {
  const { header, start } = readHeader(bytes, path);
  const { [METADATA]: metadata = {}, ...entries } = header;
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw formatError(path, 'has metadata that are not texts');
  }
  const found = Object.entries(entries).map(([name, entry]) => ({ name, ...checkEntry(name, entry, path) }));
  found.sort((a, b) => a.begin - b.begin || a.end - b.end || compareText(a.name, b.name));
  let at = 0;
  for (const { name, begin, end } of found) {
    if (begin !== at) throw formatError(path, `has ${begin < at ? 'overlapping tensors' : 'a gap'} at ${name}`);
    at = end;
  }
  if (start + at !== bytes.length) {
    const problem = start + at > bytes.length ? 'is cut off' : 'is too long';
    throw formatError(path, `${problem}: its header speaks of ${start + at} bytes, and it has ${bytes.length}`);
  }
  checkDigest(metadata as Record<string, string>, found, bytes.subarray(start), path);
  const tensors = found.map(({ name, shape, kind, begin, end }): [string, StoredTensor] => {
    const content = start % kind.bytes === 0 && begin % kind.bytes === 0;
    const [from, offset] = content
      ? [bytes.buffer, start + begin]
      : [bytes.slice(start + begin, start + end).buffer, 0];
    return [name, { shape, data: new kind.array(from, offset, (end - begin) / kind.bytes) }];
  });
  return { tensors: Object.fromEntries(tensors), metadata: metadata as Record<string, string> };
}

function checkDigest(
  { [DIGEST]: digest, ...metadata }: Readonly<Record<string, string>>,
  found: readonly (Entry & { readonly name: string })[],
  content: Uint8Array,
  path: string,
): void {
  if (digest === undefined) return;
  const described = found.map(({ kind: { dtype }, ...rest }) => ({ ...rest, dtype }));
  if (digest === digestOf(headerText(metadata, described), [content])) return;
  throw formatError(path, 'is damaged: its checksum does not match');
}

function readHeader(bytes: Uint8Array<ArrayBuffer>, path: string): { header: Record<string, unknown>; start: number } {
  const foreign = () => formatError(path, 'is not a safetensors file, or is cut off within its header');
  if (bytes.length < 8) throw foreign();
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > LARGEST_HEADER || 8 + length > bytes.length) throw foreign();
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
    if (isRecord(header)) return { header, start: 8 + length };
  } catch {
    throw foreign();
  }
  throw foreign();
}

interface Entry {
  readonly kind: (typeof kinds)[number];
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function checkEntry(name: string, entry: unknown, path: string): Entry {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw formatError(path, `describes the tensor ${name} in a way that is not safetensors'`);
  }
  const kind = kinds.find((candidate) => candidate.dtype === dtype);
  if (!kind) {
    const known = kinds.map((candidate) => candidate.dtype).join(', ');
    throw formatError(path, `holds the tensor ${name} of type ${String(dtype)}; ${known} can be read`);
  }
  const [begin, end] = offsets as [number, number];
  const size = shape.reduce((product, length) => product * length, kind.bytes);
  if (end - begin !== size) {
    throw formatError(path, `gives the tensor ${name} ${end - begin} bytes, and its shape needs ${size}`);
  }
  return { kind, shape, begin, end };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
