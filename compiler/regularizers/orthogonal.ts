import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { identityMatrix } from '../graph/identity-matrix.js';
import { onParameter, strengthParameter } from './parameters.js';
import type { Regularizer } from './regularizer.js';

/** Keeps the gradient of a filter of zeros finite; far below the rounding of any other. */
const TINY = 1e-12;

/**
 * Filters as columns, W of [inputs of a filter, filters]. Normalised as in the public code of Decoupled Networks (Liu
 * et al. 2018), raw as in that of SphereNet (Liu et al. 2017).
 */
export const orthogonal: Regularizer = {
  name: 'orthogonal',
  doc: 'strength · ½‖WᵀW - I‖² of the filters of the selected layers: small where they are orthogonal to each other. With `@weight_norm` the filters are its v, before the gain.',
  parameters: [
    strengthParameter('½‖WᵀW - I‖²'),
    onParameter,
    {
      name: 'normalized',
      type: { kind: 'bool' },
      default: { kind: 'bool', value: true },
      named: true,
      doc: 'each filter divided by its norm, so that only angles between filters count; otherwise as it is',
    },
  ],
  holds: 'filters',
  penalty(b, weight, args) {
    const { shape } = weight.type;
    // Biases, slopes and the like are no filters.
    if (shape.length < 2) return undefined;
    const filters = shape.at(-1)!;
    const raw = b.reshape(weight, [shape.slice(0, -1).reduce((size, length) => size * length), filters]);
    const columns = args.bool('normalized') ? normalized(b, raw) : raw;
    const products = b.matmul(columns, columns, { transposeA: true });
    const error = b.sub(products, identityMatrix(b, filters));
    return b.mul(b.sum(b.square(error), [0, 1]), args.real('strength') / 2);
  },
};

function normalized(b: GraphBuilder, columns: Value): Value {
  return b.mul(columns, b.rsqrt(b.add(b.sum(b.square(columns), [0], true), TINY)));
}
