import { offsetsOf, stridesOf, zeros } from '../ndarray.js';
import { expect, expectAxes, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type ConcatAttributes = { readonly axis: number };

export const concat = definePrimitive<ConcatAttributes>({
  name: 'concat',
  doc: 'Tensors one after another along an axis.',
  resultTypes(inputs, { axis }) {
    const [first, second] = inputs;
    expect(first !== undefined && second !== undefined, 'takes at least two operands');
    expectAxes([axis], first.shape.length);
    expectDType(inputs, first.dtype);
    for (const { shape } of inputs) {
      const fits =
        shape.length === first.shape.length && shape.every((size, i) => i === axis || size === first.shape[i]);
      expect(fits, `[${shape.join(', ')}] does not join [${first.shape.join(', ')}] along axis ${axis}`);
    }
    const total = inputs.reduce((sum, type) => sum + type.shape[axis]!, 0);
    return [{ dtype: first.dtype, shape: first.shape.map((size, i) => (i === axis ? total : size)) }];
  },
  evaluate(inputs, { axis }, [type]) {
    const result = zeros(type!);
    const strides = stridesOf(type!.shape);
    let start = 0;
    for (const { type: part, data } of inputs) {
      offsetsOf(part.shape, strides, start).forEach((offset, index) => {
        result.data[offset] = data[index]!;
      });
      start += part.shape[axis]! * strides[axis]!;
    }
    return [result];
  },
  gradient({ builder, inputs, attributes: { axis }, resultGradients }) {
    let position = 0;
    return inputs.map(({ type: { shape } }) => {
      const begin = shape.map((_, i) => (i === axis ? position : 0));
      position += shape[axis]!;
      return builder.slice(resultGradients[0]!, begin, shape);
    });
  },
  tensorflow: {
    op: 'ConcatV2',
    operands: ({ inputs, attributes: { axis } }) => [...inputs.keys(), { int: axis }],
    attributes: (site) => ({ ...elementType(site, 'Tidx'), N: { int: site.inputs.length } }),
  },
  tfjs: { kernel: 'Concat', operands: 'list', attributes: ({ attributes: { axis } }) => ({ axis }) },
});
