import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { Shape } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expectShape, sharedFloat } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap, isValid, type WindowAxes } from '../window.js';
import { poolAxes, pooledType, tensorflowPool, type PoolAttributes } from './pooling.js';
import { placePixels, takePixels } from './taps.js';

export const maxPoolGradient = definePrimitive<PoolAttributes>({
  name: 'max_pool_gradient',
  doc: "The gradient of a max pool, from its x, y and dy: a window's whole gradient goes to its first greatest pixel.",
  resultTypes(inputs, attributes) {
    const [x, y, dy] = exactly(3, inputs);
    sharedFloat([x, y, dy]);
    const { shape } = pooledType(x, attributes);
    expectShape(y, shape, 'result');
    expectShape(dy, shape, 'gradient of the result');
    return [x];
  },
  evaluate(inputs, attributes, [type]) {
    const [x, y, dy] = exactly(3, inputs);
    const dx = zeros(type!);
    const taken = new Uint8Array(y.data.length);
    const [images, , , channels] = x.type.shape as readonly [number, number, number, number];
    eachTap(images, poolAxes(x.type.shape, attributes), (pixel, _, window) => {
      for (let c = 0; c < channels; c++) {
        const [from, to] = [window * channels + c, pixel * channels + c];
        if (taken[from] || x.data[to] !== y.data[from]) continue;
        taken[from] = 1;
        dx.data[to]! += dy.data[from]!;
      }
    });
    return [dx];
  },
  /**
   * Tap after tap, the windows whose greatest pixel it is hand their gradient over. (tfjs's kernel for wasm is wrong
   * where a whole window is negative, gives it to the last of equal pixels, and is slower than this.)
   */
  decompose(builder, inputs, attributes) {
    const [x, y, dy] = exactly(3, inputs);
    const axes = poolAxes(x.type.shape, attributes);
    const [images, rows, columns, channels] = y.type.shape as readonly [number, number, number, number];
    const inside = insideTaps(builder, x.type.shape, axes);
    let free = builder.constant(1, y.type.shape);
    const parts = takePixels(builder, x, axes).map((pixels, tap) => {
      const equal = builder.mul(builder.cast(builder.equal(pixels, y), 'f32'), free);
      const wins = inside ? builder.mul(equal, inside[tap]!) : equal;
      free = builder.sub(free, wins);
      return builder.reshape(builder.mul(wins, dy), [images * rows, columns, channels]);
    });
    return [placePixels(builder, parts, x.type.shape, axes)];
  },
  tensorflow: {
    op: 'MaxPoolGrad',
    attributes: ({ inputs, attributes }) => tensorflowPool(inputs[0]!, attributes),
  },
});

/** For each tap 1 in the windows where it lies inside the image; undefined where all do. */
function insideTaps(builder: GraphBuilder, image: Shape, axes: WindowAxes): Value[] | undefined {
  return axes.every(isValid) ? undefined : takePixels(builder, builder.constant(1, [1, image[1]!, image[2]!, 1]), axes);
}
