import { exactly, expectDType, type NoAttributes } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';

/** tfjs's Step kernel, which is some twenty times faster on wasm than a comparison. */
export const step = definePrimitive<NoAttributes>({
  name: 'tfjs_step',
  doc: '1 where x is positive, 0 elsewhere; NaN stays NaN.',
  resultTypes(inputs) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    return [x];
  },
  evaluate(inputs, _, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map((value) => (Number.isNaN(value) ? value : Number(value > 0))) }];
  },
  elementwise: true,
  tfjs: { kernel: 'Step', operands: ['x'], attributes: () => ({ alpha: 0 }) },
});
