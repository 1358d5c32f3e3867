import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import { sameShape } from '../../../graph/types.js';
import { mask } from '../kernels/mask.js';
import { step } from '../kernels/step.js';
import { constantOf, type Lowering } from './lowering.js';

/**
 * Comparisons with a number, by the sign of the difference: the comparison kernels of wasm take three times as long.
 * Differences are exact about their sign, and a NaN makes every comparison false.
 */
export const compare: Lowering = {
  primitives: ['less', 'less_equal', 'greater', 'greater_equal'],
  lower(b, inputs, { primitive: { name }, results }) {
    const [left, right] = inputs as readonly [Value, Value];
    const number = constantOf(right) ?? constantOf(left);
    const shape = results[0]!.type.shape;
    if (left.type.dtype !== 'f32' || number === undefined || !Number.isFinite(number)) return undefined;
    if (![left, right].some((side) => sameShape(side.type.shape, shape))) return undefined;
    // a > b, or the denial of it, with the sides in the order that makes it so.
    const swapped = name === 'less' || name === 'greater_equal';
    const [a, b_] = swapped ? [right, left] : [left, right];
    const greater = b.apply(step, [difference(b, a, b_)], {});
    return [b.apply(mask, [name.endsWith('equal') ? b.sub(1, greater) : greater], {})];
  },
};

function difference(b: GraphBuilder, left: Value, right: Value): Value {
  if (constantOf(right) === 0) return left;
  return constantOf(left) === 0 ? b.neg(right) : b.sub(left, right);
}
