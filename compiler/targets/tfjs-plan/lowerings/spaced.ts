import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { WindowAxis } from '../../../primitives/window.js';

/**
 * Spreads one number for each window along the middle axis of [A, windows, B], to the place of a tap of the window:
 * [A, pixels, B], with zeros elsewhere. What falls outside of the image is dropped.
 */
export function spaced(b: GraphBuilder, value: Value, axis: WindowAxis, tap: number): Value {
  const [outer, windows, inner] = value.type.shape as readonly [number, number, number];
  const within = tap % axis.stride;
  const gaps = axis.stride - 1 - within;
  // Zeros beside each element are zeros along the last axis, which is the fastest way to put them there.
  const apart = b.pad(b.reshape(value, [outer * windows, inner]), [0, within * inner], [0, gaps * inner]);
  const line = b.reshape(apart, [outer, windows * axis.stride, inner]);
  const start = tap - within - axis.before;
  const end = axis.input - start - windows * axis.stride;
  const [cutFront, cutEnd] = [Math.max(0, -start), Math.max(0, -end)];
  const inside = b.slice(line, [0, cutFront, 0], [outer, windows * axis.stride - cutFront - cutEnd, inner]);
  return b.pad(inside, [0, Math.max(0, start), 0], [0, Math.max(0, end), 0]);
}
