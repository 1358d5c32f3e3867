import type { Shape } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap, isValid } from '../window.js';
import { borders, hasTensorflowPadding, insideCounts, insideFraction } from './inside.js';
import { poolAxes, pooledType, tensorflowPool, tfjsPool, type PoolAttributes } from './pooling.js';

export type AvgPoolGradientAttributes = PoolAttributes & {
  /** The shape of the pool's images. */
  readonly shape: Shape;
};

export const avgPoolGradient = definePrimitive<AvgPoolGradientAttributes>({
  name: 'avg_pool_gradient',
  doc: "The gradient of an average pool, from dy: a window's gradient is shared evenly by its pixels inside the image.",
  resultTypes(inputs, attributes) {
    const [dy] = exactly(1, inputs);
    const x = { dtype: 'f32', shape: attributes.shape } as const;
    expectShape(dy, pooledType(x, attributes).shape, 'gradient of the result');
    return [x];
  },
  evaluate(inputs, attributes, [type]) {
    const [dy] = exactly(1, inputs);
    const dx = zeros(type!);
    const [images, , , channels] = type!.shape as readonly [number, number, number, number];
    const axes = poolAxes(type!.shape, attributes);
    const counts = insideCounts(images, axes);
    eachTap(images, axes, (pixel, _, window) => {
      for (let c = 0; c < channels; c++) {
        dx.data[pixel * channels + c]! += dy.data[window * channels + c]! / counts[window]!;
      }
    });
    return [dx];
  },
  gradient({ builder, attributes, resultGradients }) {
    const { shape: _, ...attributesOfPool } = attributes;
    return [builder.avgPool(resultGradients[0]!, attributesOfPool)];
  },
  /** The gradient over whole windows of an image with a border, of which the border is cut off again. */
  decompose(builder, inputs, attributes) {
    const [dy] = exactly(1, inputs);
    const { before, after } = borders(attributes);
    const bordered = attributes.shape.map((size, axis) => before[axis]! + size + after[axis]!);
    const shares = builder.div(dy, insideFraction(builder, attributes.shape, attributes));
    const whole = builder.avgPoolGradient(shares, { ...attributes, padding: [0, 0, 0, 0], shape: bordered });
    return [builder.slice(whole, before, attributes.shape)];
  },
  tensorflow: {
    op: 'AvgPoolGrad',
    supports: ({ attributes }) => hasTensorflowPadding(attributes.shape, attributes),
    operands: ({ attributes: { shape } }) => [{ ints: shape }, 0],
    attributes: ({ attributes }) => tensorflowPool(attributes.shape, attributes),
  },
  tfjs: {
    kernel: 'AvgPoolGrad',
    // The kernels divide by the whole window even at the border.
    supports: ({ attributes }) => poolAxes(attributes.shape, attributes).every(isValid),
    operands: ['dy'],
    shapes: ({ attributes: { shape } }) => ({ input: shape }),
    attributes: ({ attributes }) => tfjsPool(attributes),
  },
});
