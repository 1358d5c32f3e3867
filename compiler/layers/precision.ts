import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { isFloat } from '../graph/types.js';

/**
 * What `compute` makes of x in f32, in the type that x comes in: for layers without products, which pass bf16 on to
 * halve the memory that they read and write.
 */
export function inF32(b: GraphBuilder, x: Value, compute: (x: Value) => Value): Value {
  const { dtype } = x.type;
  const result = compute(b.cast(x, 'f32'));
  return isFloat(dtype) ? b.cast(result, dtype) : result;
}

/** Values in one type: bf16 where all are, else f32. */
export function inOneType(b: GraphBuilder, values: readonly Value[]): readonly Value[] {
  const narrow = values.every(({ type }) => type.dtype === 'bf16');
  return narrow ? values : values.map((value) => b.cast(value, 'f32'));
}
