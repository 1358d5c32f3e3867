import { zeros } from '../ndarray.js';
import { exactly, expect, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export type OneHotAttributes = { readonly depth: number };

export const oneHot = definePrimitive<OneHotAttributes>({
  name: 'one_hot',
  doc: 'A row for each i32: 1 at that index and 0 elsewhere; all 0 for an index that is out of range.',
  resultTypes(inputs, { depth }) {
    const [indices] = exactly(1, inputs);
    expectDType([indices], 'i32');
    expect(Number.isInteger(depth) && depth > 0, `a row can't have ${depth} elements`);
    return [{ dtype: 'f32', shape: [...indices.shape, depth] }];
  },
  evaluate(inputs, { depth }, [type]) {
    const [indices] = exactly(1, inputs);
    const result = zeros(type!);
    indices.data.forEach((index, row) => {
      if (index >= 0 && index < depth) result.data[row * depth + index] = 1;
    });
    return [result];
  },
  gradient: () => [undefined],
  tensorflow: {
    op: 'OneHot',
    operands: ({ attributes: { depth } }) => [0, { int: depth }, { float: 1 }, { float: 0 }],
    attributes: () => ({ T: { type: 'f32' }, TI: { type: 'i32' }, axis: { int: -1 } }),
  },
  tfjs: {
    kernel: 'OneHot',
    operands: ['indices'],
    attributes: ({ attributes: { depth } }) => ({ depth, onValue: 1, offValue: 0, dtype: 'float32' }),
  },
});
