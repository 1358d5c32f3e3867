import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { PoolAttributes } from '../../../primitives/pooling/pooling.js';
import { windowAxes, type WindowAxes } from '../../../primitives/window.js';
import { step } from '../kernels/step.js';
import { windowPixel } from '../kernels/window-pixel.js';
import { attributesOf, type Lowering } from './lowering.js';
import { spaced } from './spaced.js';

/**
 * Of an unpadded pool, pixel by pixel of the window: dy goes to the first that equals the maximum, what is left goes on
 * to the next. For LeNet's first pool this takes 5 ms, the primitive's decomposition 14.
 */
export const maxPoolGradient: Lowering = {
  primitives: ['max_pool_gradient'],
  lower(b, inputs, operation) {
    const [x, y, dy] = inputs as readonly [Value, Value, Value];
    const attributes = attributesOf<PoolAttributes>(operation);
    if (attributes.padding.some((size) => size > 0)) return undefined;
    const axes = windowAxes(x.type.shape, attributes.window, attributes);
    const [height, width] = attributes.window;
    let left = dy;
    let sum: Value | undefined;
    for (let row = 0; row < height; row++) {
      const shares: Value[] = [];
      for (let column = 0; column < width; column++) {
        const last = row === height - 1 && column === width - 1;
        const pixel = pixelOf(b, x, attributes, row, column);
        const onward = last ? undefined : b.mul(left, b.apply(step, [b.sub(y, pixel)], {}));
        shares.push(onward ? b.sub(left, onward) : left);
        left = onward ?? left;
      }
      const part = placeRow(b, shares, row, axes);
      sum = sum ? b.add(sum, part) : part;
    }
    return [b.reshape(sum!, x.type.shape)];
  },
};

function pixelOf(b: GraphBuilder, x: Value, { window, strides }: PoolAttributes, row: number, column: number): Value {
  const one = b.constant(1, [1, 1, x.type.shape[3]!, 1]);
  const filter = b.pad(one, [row, column, 0, 0], [window[0] - 1 - row, window[1] - 1 - column, 0, 0]);
  return b.apply(windowPixel, [x, filter], { window, strides, row, column });
}

/** The shares of the pixels in one row of the window, each moved to its place in the image. */
function placeRow(b: GraphBuilder, shares: readonly Value[], row: number, [rows, columns]: WindowAxes): Value {
  const lines = shares.map((share, column) => {
    const [count, height, width, channels] = share.type.shape as readonly [number, number, number, number];
    return spaced(b, b.reshape(share, [count * height, width, channels]), columns, column);
  });
  const line = lines.reduce((sum, part) => b.add(sum, part));
  const count = shares[0]!.type.shape[0]!;
  const [, width, channels] = line.type.shape as readonly [number, number, number];
  return spaced(b, b.reshape(line, [count, rows.output, width * channels]), rows, row);
}
