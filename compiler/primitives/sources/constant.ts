import type { DType, Shape } from '../../graph/types.js';
import { exactly, expect, expectSizes } from '../operands.js';
import { definePrimitive, type TensorflowConstant } from '../primitive.js';
import { tfjsDType } from '../tfjs.js';
import { zeros } from '../ndarray.js';

export type ConstantAttributes = { readonly value: number; readonly dtype: DType; readonly shape: Shape };

export const constant = definePrimitive<ConstantAttributes>({
  name: 'constant',
  doc: 'A tensor whose elements are all the same number; 0 and 1 stand for false and true.',
  resultTypes(inputs, { value, dtype, shape }) {
    expect(inputs.length === 0, 'takes no operands');
    expectSizes(shape);
    expect(dtype !== 'i32' || Number.isInteger(value), `${value} is not an i32`);
    expect(dtype !== 'bool' || value === 0 || value === 1, `${value} is not a bool`);
    return [{ dtype, shape }];
  },
  evaluate(_, { value }, results) {
    const [type] = exactly(1, results);
    const result = zeros(type);
    result.data.fill(value);
    return [result];
  },
  tensorflow: {
    op: 'Fill',
    operands: ({ attributes: { shape, dtype, value } }) => [{ ints: shape }, scalar(dtype, value)],
    attributes: ({ attributes: { dtype } }) => ({ T: { type: dtype }, index_type: { type: 'i32' } }),
  },
  tfjs: {
    kernel: 'Fill',
    operands: [],
    attributes: ({ attributes: { shape, value, dtype } }) => ({ shape, value, dtype: tfjsDType(dtype) }),
  },
});

function scalar(dtype: DType, value: number): TensorflowConstant {
  if (dtype === 'bf16') return { bf16: value };
  if (dtype === 'bool') return { bool: value === 1 };
  return dtype === 'i32' ? { int: value } : { float: value };
}
