import { exactly, expect, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type ClipAttributes = { readonly min: number; readonly max: number };

export const clip = definePrimitive<ClipAttributes>({
  name: 'clip',
  doc: 'x held between min and max; the gradient passes inside and at the bounds.',
  elementwise: true,
  resultTypes(inputs, { min, max }) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    expect(min <= max, `there is nothing between ${min} and ${max}`);
    return [x];
  },
  evaluate(inputs, { min, max }, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map((value) => Math.min(Math.max(value, min), max)) }];
  },
  gradient({ builder, inputs, attributes: { min, max }, resultGradients }) {
    const [x] = exactly(1, inputs);
    const inside = builder.and(builder.greaterEqual(x, min), builder.lessEqual(x, max));
    return [builder.select(inside, resultGradients[0]!, 0)];
  },
  tensorflow: {
    op: 'ClipByValue',
    operands: ({ attributes: { min, max } }) => [0, { float: min }, { float: max }],
    attributes: (site) => elementType(site),
  },
  tfjs: {
    kernel: 'ClipByValue',
    operands: ['x'],
    attributes: ({ attributes: { min, max } }) => ({ clipValueMin: min, clipValueMax: max }),
  },
});
