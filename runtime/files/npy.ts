import { formatError } from './error.js';
import { elementTypes, type ElementType, type NumericArray } from './npy-elements.js';

/** An array of a NumPy file, row-major. */
export interface NpyArray {
  /** NumPy's name: `float32`, `uint8`, … */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: NumericArray;
}

/** `\x93NUMPY` */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export function looksLikeNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a .npy file, versions 1 to 3, of whole or floating-point numbers or booleans, in either byte order and either
 * order of axes. The result may share memory with `bytes`.
 * @param path for messages
 * @throws {FileError} when it is something else or has the wrong length
 */
export function parseNpy(bytes: Uint8Array<ArrayBuffer>, path: string): NpyArray {
  if (!looksLikeNpy(bytes)) throw formatError(path, 'is not an .npy file: it does not start as one');
  const { header, end } = readHeader(bytes, path);
  const { element, swapped, columnMajor, shape } = parseHeader(header, path);
  const count = shape.reduce((product, size) => product * size, 1);
  const [expected, found] = [count * element.bytes, bytes.length - end];
  if (found !== expected) {
    const problem = found < expected ? 'is cut off' : 'is too long';
    throw formatError(
      path,
      `${problem}: [${shape.join(', ')}] of ${element.name} takes ${expected} bytes, and it has ${found}`,
    );
  }
  const data = viewElements(bytes.subarray(end), element, swapped);
  return { dtype: element.name, shape, data: columnMajor ? toRowMajor(data, shape) : data };
}

function readHeader(bytes: Uint8Array, path: string): { header: string; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) throw formatError(path, `is an .npy file of version ${version}; 1 to 3 can be read`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw formatError(path, 'is cut off: it ends within its header');
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < end) throw formatError(path, 'is cut off: it ends within its header');
  return { header: new TextDecoder().decode(bytes.subarray(start, end)), end };
}

interface Header {
  readonly element: ElementType;
  readonly swapped: boolean;
  readonly columnMajor: boolean;
  readonly shape: readonly number[];
}

/** Reads the literal of a Python dictionary: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`. */
function parseHeader(header: string, path: string): Header {
  const descr = /'descr':\s*'([<>|=])?([^']*)'/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(header);
  if (!order || !shape) throw formatError(path, 'has a header that is not that of an .npy file');
  const element = descr && elementTypes.get(descr[2]!);
  if (!element) {
    const type = descr ? `'${descr[2]}'` : 'records';
    const known = [...new Set([...elementTypes.values()].map(({ name }) => name))].join(', ');
    throw formatError(path, `holds ${type}; arrays of ${known} can be read, so convert it with .astype('float32')`);
  }
  return {
    element,
    swapped: descr[1] === '>',
    columnMajor: order[1] === 'True',
    shape: (shape[1]!.match(/\d+/g) ?? []).map(Number),
  };
}

function viewElements(bytes: Uint8Array<ArrayBuffer>, element: ElementType, swapped: boolean): NumericArray {
  const aligned = bytes.byteOffset % element.bytes === 0 && !swapped;
  const own = aligned ? bytes : bytes.slice();
  if (swapped) for (let at = 0; at < own.length; at += element.bytes) own.subarray(at, at + element.bytes).reverse();
  return new element.array(own.buffer, own.byteOffset, own.length / element.bytes);
}

/** Reorders an array whose first axis varies fastest. */
function toRowMajor(data: NumericArray, shape: readonly number[]): NumericArray {
  const result = data.slice();
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  for (let to = 0, from = 0; to < data.length; to++) {
    result[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

/** The bytes of a .npy file, version 1, row-major. */
export function encodeNpy(data: NumericArray, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const descr = [...elementTypes].find(([, element]) => data instanceof element.array)![0];
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const prefix = descr.endsWith('1') ? '|' : '<';
  const text = `{'descr': '${prefix}${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, start - 10, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(start - 11)}\n`), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}
