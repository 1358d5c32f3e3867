import { gather, offsetsOf, stridesOf } from '../ndarray.js';
import { exactly, expect, expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type SliceAttributes = { readonly begin: readonly number[]; readonly size: readonly number[] };

export const slice = definePrimitive<SliceAttributes>({
  name: 'slice',
  doc: 'The part of x that begins at an index and has a size along each axis.',
  resultTypes(inputs, { begin, size }) {
    const [x] = exactly(1, inputs);
    const rank = x.shape.length;
    expect(begin.length === rank && size.length === rank, `cuts ${size.length} of ${rank} axes`);
    expectSizes([...begin, ...size]);
    const inside = x.shape.every((length, axis) => begin[axis]! + size[axis]! <= length);
    expect(inside, `[${size.join(', ')}] from [${begin.join(', ')}] on leaves [${x.shape.join(', ')}]`);
    return [{ dtype: x.dtype, shape: size }];
  },
  evaluate(inputs, { begin, size }, [type]) {
    const [x] = exactly(1, inputs);
    const strides = stridesOf(x.type.shape);
    const start = begin.reduce((sum, index, axis) => sum + index * strides[axis]!, 0);
    return [gather(x, offsetsOf(size, strides, start), type!)];
  },
  gradient({ builder, inputs, attributes: { begin, size }, resultGradients }) {
    const [x] = exactly(1, inputs);
    const after = x.type.shape.map((length, axis) => length - begin[axis]! - size[axis]!);
    return [builder.pad(resultGradients[0]!, begin, after)];
  },
  tensorflow: {
    op: 'Slice',
    operands: ({ attributes: { begin, size } }) => [0, { ints: begin }, { ints: size }],
    attributes: (site) => elementType(site, 'Index'),
  },
  tfjs: { kernel: 'Slice', operands: ['x'], attributes: ({ attributes: { begin, size } }) => ({ begin, size }) },
});
