import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { PoolAttributes } from '../../../primitives/pooling/pooling.js';
import { windowAxes, type WindowAxes } from '../../../primitives/window.js';
import { padValue } from '../kernels/pad-value.js';
import { step } from '../kernels/step.js';
import { windowPixel } from '../kernels/window-pixel.js';
import { attributesOf, type Lowering } from './lowering.js';
import { spaced } from './spaced.js';

/** Below whatever a pixel may be; finite, since the windows' pixels are picked by multiplication with 0 and 1. */
const BELOW_ALL = -1e38;

/**
 * Pixel by pixel of the window: dy goes to the first that equals the maximum, what is left goes on to the next. The
 * wasm kernel is wrong (a window whose maximum isn't positive loses its gradient, and of equal pixels it takes the
 * last) and takes five times as long.
 */
export const maxPoolGradient: Lowering = {
  primitives: ['max_pool_gradient'],
  lower(b, inputs, operation) {
    const [x, y, dy] = inputs as readonly [Value, Value, Value];
    const attributes = attributesOf<PoolAttributes>(operation);
    const axes = windowAxes(x.type.shape, attributes.window, attributes);
    const bordered = withBorder(b, x, attributes);
    const [height, width] = attributes.window;
    let left = dy;
    let sum: Value | undefined;
    for (let row = 0; row < height; row++) {
      const shares: Value[] = [];
      for (let column = 0; column < width; column++) {
        const last = row === height - 1 && column === width - 1;
        const pixel = pixelOf(b, bordered, attributes, row, column);
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

function withBorder(b: GraphBuilder, x: Value, { padding: [top, bottom, left, right] }: PoolAttributes): Value {
  if (top + bottom + left + right === 0) return x;
  return b.apply(padValue, [x], { before: [0, top, left, 0], after: [0, bottom, right, 0], value: BELOW_ALL });
}

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
