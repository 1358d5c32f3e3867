import { zeros } from '../ndarray.js';
import { exactly, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';
import { reducedType, spread, targets, type ReductionAttributes } from './axes.js';

export const sum = definePrimitive<ReductionAttributes>({
  name: 'sum',
  doc: 'The sum over some axes.',
  resultTypes(inputs, attributes) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32', 'i32');
    return [reducedType(x, attributes)];
  },
  evaluate(inputs, { axes }, [type]) {
    const [x] = exactly(1, inputs);
    const result = zeros(type!);
    targets(x.type.shape, axes).forEach((target, index) => {
      result.data[target]! += x.data[index]!;
    });
    return [result];
  },
  gradient({ builder, inputs, attributes: { axes }, resultGradients }) {
    const [x] = exactly(1, inputs);
    return [spread(builder, resultGradients[0]!, x, axes)];
  },
  tensorflow: {
    op: 'Sum',
    operands: ({ attributes }) => [0, { ints: attributes.axes }],
    attributes: (site) => ({ ...elementType(site, 'Tidx'), keep_dims: { bool: site.attributes.keep } }),
  },
  tfjs: {
    kernel: 'Sum',
    operands: ['x'],
    attributes: ({ attributes: { axes, keep } }) => ({ axis: axes, keepDims: keep }),
  },
});
