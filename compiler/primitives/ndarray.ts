import type { Shape, TensorType } from '../graph/types.js';
import { sizeOf } from '../graph/types.js';
import type { NdArray } from './primitive.js';

/** A tensor of zeros. */
export function zeros(type: TensorType): NdArray {
  return { type, data: new Float64Array(sizeOf(type.shape)) };
}

/** How far apart in row-major data the neighbours along each axis lie. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Strides that read a tensor of shape `from` as if it were broadcast to `to`: 0 along stretched and added axes. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const added = to.length - from.length;
  return to.map((_, axis) => (axis < added || from[axis - added] === 1 ? 0 : strides[axis - added]!));
}

/**
 * The offset, start + index · strides, of every index of a shape in row-major order. Views of a tensor (broadcast,
 * transposed, reversed, cut) are all read, and reductions written, through such offsets.
 */
export function offsetsOf(shape: Shape, strides: readonly number[], start = 0): Int32Array {
  let offsets = Int32Array.of(start);
  shape.forEach((size, axis) => {
    const next = new Int32Array(offsets.length * size);
    let position = 0;
    for (const offset of offsets) {
      for (let index = 0; index < size; index++) next[position++] = offset + index * strides[axis]!;
    }
    offsets = next;
  });
  return offsets;
}

/** A new tensor of the elements at the given offsets. */
export function gather(from: NdArray, offsets: Int32Array, type: TensorType): NdArray {
  return { type, data: Float64Array.from(offsets, (offset) => from.data[offset]!) };
}
