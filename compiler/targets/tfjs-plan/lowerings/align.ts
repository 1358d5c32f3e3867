import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { Shape } from '../../../graph/types.js';
import type { Lowering } from './lowering.js';

/**
 * Kernels of two operands that aren't XNNPACK's take a slow path on wasm when an operand has an axis of size 1 that is
 * stretched (twenty times slower), and a fast one when it merely lacks axes in front.
 */
export const align: Lowering = {
  primitives: [
    ...['pow', 'min', 'max', 'and', 'or', 'equal', 'not_equal'],
    ...['less', 'less_equal', 'greater', 'greater_equal'],
  ],
  lower(b, inputs, { primitive, results }) {
    const { shape } = results[0]!.type;
    const aligned = inputs.map((input) => withoutStretching(b, input, shape));
    if (aligned.every((value, index) => value === inputs[index])) return undefined;
    return [b.reshape(b.apply(primitive, aligned, {}), shape)];
  },
};

function withoutStretching(b: GraphBuilder, value: Value, shape: Shape): Value {
  const stretched = (own: Shape): boolean =>
    own.some((size, axis) => size === 1 && shape[shape.length - own.length + axis] !== 1);
  if (!stretched(value.type.shape)) return value;
  const first = value.type.shape.findIndex((size) => size !== 1);
  const bare = first < 0 ? [] : value.type.shape.slice(first);
  return stretched(bare) ? b.broadcast(value, shape) : b.reshape(value, bare);
}
