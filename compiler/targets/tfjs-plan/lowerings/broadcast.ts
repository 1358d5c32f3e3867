import type { Value } from '../../../graph/graph.js';
import { constantOf, type Lowering } from './lowering.js';

/** By multiplication with ones along the stretched axes: tfjs's Tile takes fifty times as long on wasm. */
export const broadcast: Lowering = {
  primitives: ['broadcast'],
  lower(b, inputs, { results }) {
    const [x] = inputs as readonly [Value];
    const { dtype, shape } = results[0]!.type;
    const number = constantOf(x);
    if (number !== undefined) return [b.constant(number, shape, dtype)];
    if (dtype !== 'f32') return undefined;
    const added = shape.length - x.type.shape.length;
    const ones = shape.map((size, axis) => (axis >= added && x.type.shape[axis - added] === size ? 1 : size));
    return [b.mul(x, b.constant(1, ones))];
  },
};
