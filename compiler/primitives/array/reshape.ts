import { sizeOf, type Shape } from '../../graph/types.js';
import { exactly, expect, expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type ReshapeAttributes = { readonly shape: Shape };

export const reshape = definePrimitive<ReshapeAttributes>({
  name: 'reshape',
  doc: 'The same elements in row-major order under another shape.',
  resultTypes(inputs, { shape }) {
    const [x] = exactly(1, inputs);
    expectSizes(shape);
    const fits = sizeOf(x.shape) === sizeOf(shape);
    expect(fits, `[${x.shape.join(', ')}] has not as many elements as [${shape.join(', ')}]`);
    return [{ dtype: x.dtype, shape }];
  },
  evaluate: ([x], _, [type]) => [{ type: type!, data: x!.data }],
  gradient({ builder, inputs, resultGradients }) {
    const [x] = exactly(1, inputs);
    return [builder.reshape(resultGradients[0]!, x.type.shape)];
  },
  tensorflow: {
    op: 'Reshape',
    operands: ({ attributes: { shape } }) => [0, { ints: shape }],
    attributes: (site) => elementType(site, 'Tshape'),
  },
  tfjs: { kernel: 'Reshape', operands: ['x'], attributes: ({ attributes: { shape } }) => ({ shape }) },
});
