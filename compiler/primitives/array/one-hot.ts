import type { DType } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expect, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { tfjsDType } from '../tfjs.js';

export type OneHotAttributes = { readonly depth: number; readonly dtype: DType };

export const oneHot = definePrimitive<OneHotAttributes>({
  name: 'one_hot',
  doc: 'A row for each i32: 1 at that index and 0 elsewhere; all 0 for an index that is out of range.',
  resultTypes(inputs, { depth, dtype }) {
    const [indices] = exactly(1, inputs);
    expectDType([indices], 'i32');
    expect(Number.isInteger(depth) && depth > 0, `a row can't have ${depth} elements`);
    expect(dtype !== 'bool', 'gives numbers, not bool');
    return [{ dtype, shape: [...indices.shape, depth] }];
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
  decompose(builder, inputs, { depth, dtype }) {
    const [indices] = exactly(1, inputs);
    return [builder.cast(builder.oneHot(indices, depth, 'i32'), dtype)];
  },
  tensorflow: {
    op: 'OneHot',
    operands: ({ attributes: { depth, dtype } }) => [
      0,
      { int: depth },
      dtype === 'f32' ? { float: 1 } : { int: 1 },
      dtype === 'f32' ? { float: 0 } : { int: 0 },
    ],
    attributes: ({ attributes: { dtype } }) => ({ T: { type: dtype }, TI: { type: 'i32' }, axis: { int: -1 } }),
  },
  tfjs: {
    kernel: 'OneHot',
    // The wasm kernel writes the bits of integers whatever it was asked for.
    supports: ({ attributes }) => attributes.dtype === 'i32',
    operands: ['indices'],
    attributes: ({ attributes: { depth, dtype } }) => ({ depth, onValue: 1, offValue: 0, dtype: tfjsDType(dtype) }),
  },
});
