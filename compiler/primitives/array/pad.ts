import { offsetsOf, stridesOf, zeros } from '../ndarray.js';
import { exactly, expect, expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type PadAttributes = {
  /** Zeros added in front along each axis. */
  readonly before: readonly number[];
  /** Zeros added at the end along each axis. */
  readonly after: readonly number[];
};

export const pad = definePrimitive<PadAttributes>({
  name: 'pad',
  doc: 'x with zeros around it.',
  resultTypes(inputs, { before, after }) {
    const [x] = exactly(1, inputs);
    const rank = x.shape.length;
    expect(before.length === rank && after.length === rank, `pads ${before.length} of ${rank} axes`);
    expectSizes([...before, ...after]);
    return [{ dtype: x.dtype, shape: x.shape.map((size, axis) => before[axis]! + size + after[axis]!) }];
  },
  evaluate(inputs, { before }, [type]) {
    const [x] = exactly(1, inputs);
    const result = zeros(type!);
    const strides = stridesOf(type!.shape);
    const start = before.reduce((sum, count, axis) => sum + count * strides[axis]!, 0);
    offsetsOf(x.type.shape, strides, start).forEach((offset, index) => {
      result.data[offset] = x.data[index]!;
    });
    return [result];
  },
  gradient({ builder, inputs, attributes: { before }, resultGradients }) {
    const [x] = exactly(1, inputs);
    return [builder.slice(resultGradients[0]!, before, x.type.shape)];
  },
  tensorflow: {
    op: 'Pad',
    operands: ({ attributes: { before, after } }) => [
      0,
      { ints: before.flatMap((count, axis) => [count, after[axis]!]), shape: [before.length, 2] },
    ],
    attributes: (site) => elementType(site, 'Tpaddings'),
  },
  tfjs: {
    kernel: 'PadV2',
    operands: ['x'],
    attributes: ({ attributes: { before, after } }) => ({
      paddings: before.map((count, axis) => [count, after[axis]!]),
      constantValue: 0,
    }),
  },
});
