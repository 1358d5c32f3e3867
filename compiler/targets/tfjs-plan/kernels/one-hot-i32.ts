import { oneHot, type OneHotAttributes } from '../../../primitives/array/one-hot.js';
import { definePrimitive } from '../../../primitives/primitive.js';

/** tfjs's OneHot kernel, which on wasm writes integers whatever type it is asked for. */
export const oneHotI32 = definePrimitive<OneHotAttributes>({
  name: 'tfjs_one_hot_i32',
  doc: 'A row for each i32: 1 at that index and 0 elsewhere, as i32.',
  resultTypes: (inputs, attributes) => oneHot.resultTypes(inputs, attributes).map((type) => ({ ...type, dtype: 'i32' })),
  evaluate: (inputs, attributes, results) => oneHot.evaluate(inputs, attributes, results),
  tfjs: {
    kernel: 'OneHot',
    operands: ['indices'],
    attributes: ({ attributes: { depth } }) => ({ depth, onValue: 1, offValue: 0, dtype: 'int32' }),
  },
});
