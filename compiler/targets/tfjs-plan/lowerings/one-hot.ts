import type { OneHotAttributes } from '../../../primitives/array/one-hot.js';
import { oneHotI32 } from '../kernels/one-hot-i32.js';
import { attributesOf, type Lowering } from './lowering.js';

/** By integers, the only type that the wasm kernel writes. */
export const oneHot: Lowering = {
  primitives: ['one_hot'],
  lower: (b, inputs, operation) => [b.cast(b.apply(oneHotI32, inputs, attributesOf<OneHotAttributes>(operation)), 'f32')],
};
