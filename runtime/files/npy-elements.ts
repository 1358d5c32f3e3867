export type NumericArray =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>;

/** How NumPy's elements lie in memory. */
export interface ElementType {
  /** NumPy's name. */
  readonly name: string;
  readonly bytes: number;
  readonly array: new (buffer: ArrayBuffer, offset: number, length: number) => NumericArray;
}

/** By what stands in `descr` after the byte order. The first entry of an array type is the one that is written. */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map([
  ['f4', { name: 'float32', bytes: 4, array: Float32Array }],
  ['f8', { name: 'float64', bytes: 8, array: Float64Array }],
  ['u1', { name: 'uint8', bytes: 1, array: Uint8Array }],
  ['i1', { name: 'int8', bytes: 1, array: Int8Array }],
  ['u2', { name: 'uint16', bytes: 2, array: Uint16Array }],
  ['i2', { name: 'int16', bytes: 2, array: Int16Array }],
  ['u4', { name: 'uint32', bytes: 4, array: Uint32Array }],
  ['i4', { name: 'int32', bytes: 4, array: Int32Array }],
  ['u8', { name: 'uint64', bytes: 8, array: BigUint64Array }],
  ['i8', { name: 'int64', bytes: 8, array: BigInt64Array }],
  ['b1', { name: 'bool', bytes: 1, array: Uint8Array }],
]);
