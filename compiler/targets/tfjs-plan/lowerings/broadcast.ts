import type { Value } from '../../../graph/graph.js';
import { mask } from '../kernels/mask.js';
import { constantOf, type Lowering } from './lowering.js';

/** By multiplication with ones along the stretched axes alone; conditions as the numbers 0 and 1. */
export const broadcast: Lowering = {
  primitives: ['broadcast'],
  lower(b, inputs, { results }) {
    const [x] = inputs as readonly [Value];
    const { dtype, shape } = results[0]!.type;
    const number = constantOf(x);
    if (number !== undefined) return [b.constant(number, shape, dtype)];
    if (dtype === 'i32') return undefined;
    const added = shape.length - x.type.shape.length;
    const ones = shape.map((size, axis) => (axis >= added && x.type.shape[axis - added] === size ? 1 : size));
    const stretched = b.mul(b.cast(x, 'f32'), b.constant(1, ones));
    return [dtype === 'bool' ? b.apply(mask, [stretched], {}) : stretched];
  },
};
