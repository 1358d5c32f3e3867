import { DataError, type Split } from './dataset.js';

/**
 * A split of byte values, which are normalised by a table as they are gathered.
 * @param size number of values of one example
 * @throws {DataError} when a byte has no finite value
 */
export function byteSplit(
  bytes: Uint8Array,
  labels: Int32Array,
  size: number,
  normalize: (x: number) => number,
): Split {
  const table = Float32Array.from({ length: 256 }, (_, byte) => normalize(byte));
  const odd = table.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw new DataError(`\`normalize\` turns ${odd} into ${table[odd]}: it must give a number for 0 to 255.`);
  return {
    count: labels.length,
    labels,
    gather(indices, out) {
      for (let i = 0; i < indices.length; i++) {
        const [from, to] = [indices[i]! * size, i * size];
        for (let k = 0; k < size; k++) out[to + k] = table[bytes[from + k]!]!;
      }
      out.fill(0, indices.length * size);
    },
  };
}

/** A split whose values are normalised already. */
export function floatSplit(values: Float32Array, labels: Int32Array, size: number): Split {
  return {
    count: labels.length,
    labels,
    gather(indices, out) {
      for (let i = 0; i < indices.length; i++) {
        const from = indices[i]! * size;
        out.set(values.subarray(from, from + size), i * size);
      }
      out.fill(0, indices.length * size);
    },
  };
}
