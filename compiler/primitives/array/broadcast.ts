import { broadcastShapes, sameShape, type Shape } from '../../graph/types.js';
import { broadcastStrides, gather, offsetsOf } from '../ndarray.js';
import { exactly, expect, expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type BroadcastAttributes = { readonly shape: Shape };

export const broadcast = definePrimitive<BroadcastAttributes>({
  name: 'broadcast',
  doc: 'x repeated along new axes in front and along axes of size 1, up to a shape.',
  resultTypes(inputs, { shape }) {
    const [x] = exactly(1, inputs);
    expectSizes(shape);
    const reached = sameShape(broadcastShapes(x.shape, shape), shape);
    expect(reached, `[${x.shape.join(', ')}] does not broadcast to [${shape.join(', ')}]`);
    return [{ dtype: x.dtype, shape }];
  },
  evaluate(inputs, { shape }, [type]) {
    const [x] = exactly(1, inputs);
    return [gather(x, offsetsOf(shape, broadcastStrides(x.type.shape, shape)), type!)];
  },
  gradient: ({ resultGradients }) => resultGradients,
  decompose(builder, inputs, { shape }) {
    const [x] = exactly(1, inputs);
    const added = new Array<number>(shape.length - x.type.shape.length).fill(1);
    return [builder.broadcast(builder.reshape(x, [...added, ...x.type.shape]), shape)];
  },
  tensorflow: {
    op: 'BroadcastTo',
    operands: ({ attributes: { shape } }) => [0, { ints: shape }],
    attributes: (site) => elementType(site, 'Tidx'),
  },
  tfjs: {
    kernel: 'Tile',
    // Tile keeps the rank.
    supports: ({ inputs, attributes: { shape } }) => inputs[0]!.shape.length === shape.length,
    operands: ['x'],
    attributes: ({ inputs, attributes: { shape } }) => ({
      reps: shape.map((size, axis) => (inputs[0]!.shape[axis] === 1 ? size : 1)),
    }),
  },
});
