import { pad, type PadAttributes } from '../../../primitives/array/pad.js';
import { offsetsOf, stridesOf, zeros } from '../../../primitives/ndarray.js';
import { exactly } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';

export type PadValueAttributes = PadAttributes & { readonly value: number };

export const padValue = definePrimitive<PadValueAttributes>({
  name: 'tfjs_pad_value',
  doc: 'x with a number around it.',
  resultTypes: (inputs, attributes) => pad.resultTypes(inputs, attributes),
  evaluate(inputs, { before, value }, [type]) {
    const [x] = exactly(1, inputs);
    const result = zeros(type!);
    result.data.fill(value);
    const strides = stridesOf(type!.shape);
    const start = before.reduce((sum, count, axis) => sum + count * strides[axis]!, 0);
    offsetsOf(x.type.shape, strides, start).forEach((offset, index) => {
      result.data[offset] = x.data[index]!;
    });
    return [result];
  },
  tfjs: {
    kernel: 'PadV2',
    operands: ['x'],
    attributes: ({ attributes: { before, after, value } }) => ({
      paddings: before.map((count, axis) => [count, after[axis]!]),
      constantValue: value,
    }),
  },
});
