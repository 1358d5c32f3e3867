import { gather, offsetsOf, stridesOf } from '../ndarray.js';
import { exactly, expectAxes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type ReverseAttributes = { readonly axes: readonly number[] };

export const reverse = definePrimitive<ReverseAttributes>({
  name: 'reverse',
  doc: 'x read backwards along some axes.',
  resultTypes(inputs, { axes }) {
    const [x] = exactly(1, inputs);
    expectAxes(axes, x.shape.length);
    return [x];
  },
  evaluate(inputs, { axes }, [type]) {
    const [x] = exactly(1, inputs);
    const { shape } = x.type;
    const strides = stridesOf(shape);
    const start = axes.reduce((sum, axis) => sum + (shape[axis]! - 1) * strides[axis]!, 0);
    const backwards = strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
    return [gather(x, offsetsOf(shape, backwards, start), type!)];
  },
  gradient: ({ builder, attributes: { axes }, resultGradients }) => [builder.reverse(resultGradients[0]!, axes)],
  tensorflow: {
    op: 'ReverseV2',
    operands: ({ attributes: { axes } }) => [0, { ints: axes }],
    attributes: (site) => elementType(site, 'Tidx'),
  },
  tfjs: { kernel: 'Reverse', operands: ['x'], attributes: ({ attributes: { axes } }) => ({ dims: axes }) },
});
