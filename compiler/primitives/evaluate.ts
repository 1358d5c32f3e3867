import { roundToBf16 } from '../graph/bf16.js';
import type { Attributes } from '../graph/graph.js';
import type { TensorType } from '../graph/types.js';
import type { NdArray, Primitive } from './primitive.js';

/**
 * What a primitive means, with its bf16 results rounded. Primitives themselves compute in float64 and know nothing of
 * rounding: this is the one place where bf16 differs from f32.
 */
export function evaluatePrimitive(
  primitive: Primitive,
  inputs: readonly NdArray[],
  attributes: Attributes,
  types: readonly TensorType[],
): readonly NdArray[] {
  const results = primitive.evaluate(inputs, attributes, types);
  return results.map((result) =>
    result.type.dtype === 'bf16' ? { ...result, data: result.data.map(roundToBf16) } : result,
  );
}
