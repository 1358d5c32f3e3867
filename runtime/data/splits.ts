import type { PixelMap } from '../../compiler/data/augmentations/index.js';
import { DataError, type Split } from './dataset.js';

/**
 * A split of byte values, which are normalised by a table as they are gathered.
 * @param shape sizes of one example
 * @throws {DataError} when a byte has no finite value
 */
export function byteSplit(
  bytes: Uint8Array,
  labels: Int32Array,
  shape: readonly number[],
  normalize: (x: number) => number,
): Split {
  const table = Float32Array.from({ length: 256 }, (_, byte) => normalize(byte));
  const odd = table.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw new DataError(`\`normalize\` turns ${odd} into ${table[odd]}: it must give a number for 0 to 255.`);
  const size = sizeOf(shape);
  return {
    count: labels.length,
    labels,
    gather(indices, out, pixels) {
      for (let i = 0; i < indices.length; i++) {
        const [from, to] = [indices[i]! * size, i * size];
        if (pixels) {
          const example = bytes.subarray(from, from + size);
          mapPixels(shape, pixels(i), out.subarray(to, to + size), table[0]!, (k) => table[example[k]!]!);
        } else lookUp(table, bytes.subarray(from, from + size), out.subarray(to, to + size));
      }
      out.fill(0, indices.length * size);
    },
  };
}

/**
 * A split whose values are normalised already.
 * @param zero what becomes of a raw 0, for the pixels that augmentations add
 */
export function floatSplit(values: Float32Array, labels: Int32Array, shape: readonly number[], zero: number): Split {
  const size = sizeOf(shape);
  return {
    count: labels.length,
    labels,
    gather(indices, out, pixels) {
      for (let i = 0; i < indices.length; i++) {
        const example = values.subarray(indices[i]! * size, (indices[i]! + 1) * size);
        if (pixels) mapPixels(shape, pixels(i), out.subarray(i * size, (i + 1) * size), zero, (k) => example[k]!);
        else out.set(example, i * size);
      }
      out.fill(0, indices.length * size);
    },
  };
}

/** A function of its own, so that it is compiled as one small loop over arrays of known types: twice as fast. */
function lookUp(table: Float32Array, bytes: Uint8Array, out: Float32Array): void {
  for (let k = 0; k < bytes.length; k++) out[k] = table[bytes[k]!]!;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** Writes an image whose pixels come from another one, [height, width, channels] or [height, width]. */
function mapPixels(
  [, width = 1, channels = 1]: readonly number[],
  { rows, columns }: PixelMap,
  out: Float32Array,
  zero: number,
  valueAt: (index: number) => number,
): void {
  let to = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (let j = 0; j < columns.length; j++) {
      const column = columns[j]!;
      const inside = row >= 0 && column >= 0;
      const from = (row * width + column) * channels;
      for (let c = 0; c < channels; c++) out[to++] = inside ? valueAt(from + c) : zero;
    }
  }
}
