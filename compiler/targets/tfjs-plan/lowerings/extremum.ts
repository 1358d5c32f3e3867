import type { Value } from '../../../graph/graph.js';
import { sameShape } from '../../../graph/types.js';
import { constantOf, type Lowering } from './lowering.js';

/** Maxima and minima against a number, by clipping: some sixty times faster on wasm. */
export const extremum: Lowering = {
  primitives: ['max', 'min'],
  lower(b, inputs, { primitive: { name }, results }) {
    const [left, right] = inputs as readonly [Value, Value];
    const [x, bound] = constantOf(right) === undefined ? [right, left] : [left, right];
    const number = constantOf(bound);
    const { dtype, shape } = results[0]!.type;
    if (dtype !== 'f32' || number === undefined || !sameShape(x.type.shape, shape)) return undefined;
    return [name === 'max' ? b.clip(x, number, Infinity) : b.clip(x, -Infinity, number)];
  },
};
