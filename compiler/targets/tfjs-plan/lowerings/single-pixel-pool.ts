import type { Value } from '../../../graph/graph.js';
import type { PoolAttributes } from '../../../primitives/pooling/pooling.js';
import { windowPixel } from '../kernels/window-pixel.js';
import { attributesOf, type Lowering } from './lowering.js';

/** Pools over windows of one pixel, which XNNPACK refuses. */
export const singlePixelPool: Lowering = {
  primitives: ['max_pool', 'avg_pool'],
  lower(b, inputs, operation) {
    const [x] = inputs as readonly [Value];
    const { window, strides } = attributesOf<PoolAttributes>(operation);
    if (window[0] !== 1 || window[1] !== 1) return undefined;
    if (strides[0] === 1 && strides[1] === 1) return [x];
    const filter = b.constant(1, [1, 1, x.type.shape[3]!, 1]);
    return [b.apply(windowPixel, [x, filter], { window, strides, row: 0, column: 0 })];
  },
};
