import type { Value } from '../../../graph/graph.js';
import { sameShape } from '../../../graph/types.js';
import { mask } from '../kernels/mask.js';
import type { Lowering } from './lowering.js';

/**
 * Of two comparisons that are numbers before they become conditions (see `compare`): their product. On wasm the
 * LogicalAnd kernel takes ten times as long as the product, and one cast is saved; a NaN still makes it false.
 */
export const conjunction: Lowering = {
  primitives: ['and'],
  lower(b, inputs) {
    const [left, right] = inputs.map(numberOf);
    if (!left || !right || !sameShape(left.type.shape, right.type.shape)) return undefined;
    return [b.apply(mask, [b.mul(left, right)], {})];
  },
};

/** What a condition was made of. */
function numberOf({ producer }: Value): Value | undefined {
  return producer.primitive === mask ? producer.inputs[0] : undefined;
}
