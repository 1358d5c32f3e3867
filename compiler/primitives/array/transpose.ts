import { gather, offsetsOf, stridesOf } from '../ndarray.js';
import { exactly, expect } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

/** Axis `permutation[i]` of x becomes axis i. */
export type TransposeAttributes = { readonly permutation: readonly number[] };

export const transpose = definePrimitive<TransposeAttributes>({
  name: 'transpose',
  doc: 'x with its axes in another order.',
  resultTypes(inputs, { permutation }) {
    const [x] = exactly(1, inputs);
    const complete = x.shape.every((_, axis) => permutation.includes(axis)) && permutation.length === x.shape.length;
    expect(complete, `[${permutation.join(', ')}] is no permutation of ${x.shape.length} axes`);
    return [{ dtype: x.dtype, shape: permutation.map((axis) => x.shape[axis]!) }];
  },
  evaluate(inputs, { permutation }, [type]) {
    const [x] = exactly(1, inputs);
    const strides = stridesOf(x.type.shape);
    const moved = permutation.map((axis) => strides[axis]!);
    return [gather(x, offsetsOf(type!.shape, moved), type!)];
  },
  gradient({ builder, attributes: { permutation }, resultGradients }) {
    const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
    return [builder.transpose(resultGradients[0]!, inverse)];
  },
  tensorflow: {
    op: 'Transpose',
    operands: ({ attributes: { permutation } }) => [0, { ints: permutation }],
    attributes: (site) => elementType(site, 'Tperm'),
  },
  tfjs: {
    kernel: 'Transpose',
    operands: ['x'],
    attributes: ({ attributes: { permutation } }) => ({ perm: permutation }),
  },
});
