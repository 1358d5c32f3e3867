import { zeros } from '../ndarray.js';
import { exactly, expect, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';
import { keptShape, reducedType, spread, targets, type ReductionAttributes } from './axes.js';

export const maxReduce = definePrimitive<ReductionAttributes>({
  name: 'max_reduce',
  doc: 'The greatest element along some axes; equal ones share the gradient evenly.',
  resultTypes(inputs, attributes) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    const type = reducedType(x, attributes);
    expect(
      attributes.axes.every((axis) => x.shape[axis]! > 0),
      'there is no greatest of no elements',
    );
    return [type];
  },
  evaluate(inputs, { axes }, [type]) {
    const [x] = exactly(1, inputs);
    const result = zeros(type!);
    result.data.fill(-Infinity);
    targets(x.type.shape, axes).forEach((target, index) => {
      result.data[target] = Math.max(result.data[target]!, x.data[index]!);
    });
    return [result];
  },
  gradient({ builder, inputs, attributes: { axes }, results, resultGradients }) {
    const [x] = exactly(1, inputs);
    const greatest = builder.reshape(results[0]!, keptShape(x.type.shape, axes));
    const winners = builder.cast(builder.equal(x, greatest), 'f32');
    const shares = builder.div(winners, builder.sum(winners, axes, true));
    return [builder.mul(spread(builder, resultGradients[0]!, x, axes), shares)];
  },
  tensorflow: {
    op: 'Max',
    operands: ({ attributes }) => [0, { ints: attributes.axes }],
    attributes: (site) => ({ ...elementType(site, 'Tidx'), keep_dims: { bool: site.attributes.keep } }),
  },
  tfjs: {
    kernel: 'Max',
    operands: ['x'],
    attributes: ({ attributes: { axes, keep } }) => ({ reductionIndices: axes, keepDims: keep }),
  },
});
