import { stridesOf, zeros } from '../ndarray.js';
import { exactly, expect, expectAxes, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';
import { targets } from './axes.js';

export type ArgmaxAttributes = { readonly axis: number };

export const argmax = definePrimitive<ArgmaxAttributes>({
  name: 'argmax',
  doc: 'The index of the greatest element along an axis, the first of equal ones.',
  resultTypes(inputs, { axis }) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    expectAxes([axis], x.shape.length);
    expect(x.shape[axis]! > 0, 'there is no greatest of no elements');
    return [{ dtype: 'i32', shape: x.shape.filter((_, other) => other !== axis) }];
  },
  evaluate(inputs, { axis }, [type]) {
    const [x] = exactly(1, inputs);
    const stride = stridesOf(x.type.shape)[axis]!;
    const size = x.type.shape[axis]!;
    const result = zeros(type!);
    const greatest = new Float64Array(result.data.length).fill(-Infinity);
    targets(x.type.shape, [axis]).forEach((target, index) => {
      if (x.data[index]! <= greatest[target]!) return;
      greatest[target] = x.data[index]!;
      result.data[target] = Math.floor(index / stride) % size;
    });
    return [result];
  },
  tensorflow: {
    op: 'ArgMax',
    operands: ({ attributes }) => [0, { int: attributes.axis }],
    attributes: (site) => ({ ...elementType(site, 'Tidx'), output_type: { type: 'i32' } }),
  },
  tfjs: { kernel: 'ArgMax', operands: ['x'], attributes: ({ attributes: { axis } }) => ({ axis }) },
});
