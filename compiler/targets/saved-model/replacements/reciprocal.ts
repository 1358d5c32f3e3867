import type { RewriteRule } from '../../../graph/rewrite.js';
import { sizeOf } from '../../../graph/types.js';
import { div } from '../../../primitives/binary/div.js';

/**
 * A division of many elements by few that are broadcast becomes a product with their reciprocals: a division takes
 * processors several times longer than a product, and than the memory takes to bring its operands. Off by at most
 * 1.5 units in the last place.
 */
export const reciprocals: RewriteRule = ({ primitive }, [a, b], builder) => {
  if (primitive.name !== div.name || sizeOf(b!.type.shape) >= sizeOf(a!.type.shape)) return undefined;
  return [builder.mul(a!, builder.reciprocal(b!))];
};
