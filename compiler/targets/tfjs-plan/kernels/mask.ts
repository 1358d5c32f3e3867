import { exactly, expectDType, type NoAttributes } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';

/** tfjs's Cast kernel to bool, which keeps the whole part of a number on wasm: fit for 0 and 1 alone. */
export const mask = definePrimitive<NoAttributes>({
  name: 'tfjs_mask',
  doc: '1 as true, 0 and NaN as false; for no other numbers.',
  resultTypes(inputs) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    return [{ dtype: 'bool', shape: x.shape }];
  },
  evaluate(inputs, _, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map((value) => Number(value === 1)) }];
  },
  elementwise: true,
  tfjs: { kernel: 'Cast', operands: ['x'], attributes: () => ({ dtype: 'bool' }) },
});
