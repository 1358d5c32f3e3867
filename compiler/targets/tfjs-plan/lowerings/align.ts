import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { Shape } from '../../../graph/types.js';
import type { Lowering } from './lowering.js';

/** Primitives whose wasm kernels are XNNPACK's for f32 and broadcast well. */
const BROADCAST_WELL: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div']);

/**
 * The other kernels of two operands take a slow path on wasm when an operand has an axis of size 1 that is stretched,
 * and a fast one when it merely lacks axes in front.
 */
export const align: Lowering = {
  primitives: [
    ...['add', 'sub', 'mul', 'div', 'pow', 'min', 'max', 'and', 'or'],
    ...['equal', 'not_equal', 'less', 'less_equal', 'greater', 'greater_equal'],
  ],
  lower(b, inputs, { primitive, results }) {
    if (BROADCAST_WELL.has(primitive.name) && results[0]!.type.dtype === 'f32') return undefined;
    const { shape } = results[0]!.type;
    const aligned = inputs.map((input) => lined(b, input, shape));
    if (aligned.every((value, index) => value === inputs[index])) return undefined;
    return b.applyAll(primitive, aligned, {});
  },
};

function lined(b: GraphBuilder, value: Value, shape: Shape): Value {
  const stretched = (own: Shape): boolean =>
    own.some((size, axis) => size === 1 && shape[shape.length - own.length + axis] !== 1);
  if (!stretched(value.type.shape)) return value;
  const first = value.type.shape.findIndex((size) => size !== 1);
  const bare = first < 0 ? [] : value.type.shape.slice(first);
  return stretched(bare) ? b.broadcast(value, shape) : b.reshape(value, bare);
}
