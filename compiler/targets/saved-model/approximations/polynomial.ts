import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';

/**
 * A polynomial by Horner's rule, which takes the fewest operations: the elements of a tensor are independent, so that
 * nothing waits for the chain of one of them.
 * @param coefficients that of x⁰ first, each an f32
 */
export function polynomial(builder: GraphBuilder, coefficients: readonly number[], x: Value): Value {
  const [highest, ...lower] = coefficients.toReversed();
  return lower.reduce((sum: Value | number, next) => builder.add(builder.mul(sum, x), next), highest!) as Value;
}
