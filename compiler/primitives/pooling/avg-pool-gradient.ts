import { sizeOf, type Shape } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expectDType, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap, isValid } from '../window.js';
import { hasTensorflowPadding, insideCounts, insideFraction } from './inside.js';
import { poolAxes, pooledType, tensorflowPool, type PoolAttributes } from './pooling.js';
import { placeEverywhere } from './taps.js';

export type AvgPoolGradientAttributes = PoolAttributes & {
  /** The shape of the pool's images. */
  readonly shape: Shape;
};

export const avgPoolGradient = definePrimitive<AvgPoolGradientAttributes>({
  name: 'avg_pool_gradient',
  doc: "The gradient of an average pool, from dy: a window's gradient is shared evenly by its pixels inside the image.",
  resultTypes(inputs, attributes) {
    const [dy] = exactly(1, inputs);
    expectDType([dy], 'f32');
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
  /** Each window's gradient, divided by its pixels, is put to every tap. (tfjs's kernel counts those outside too.) */
  decompose(builder, inputs, attributes) {
    const [dy] = exactly(1, inputs);
    const axes = poolAxes(attributes.shape, attributes);
    const whole = builder.mul(dy, 1 / sizeOf(attributes.window));
    const part = axes.every(isValid)
      ? whole
      : builder.div(whole, insideFraction(builder, attributes.shape, attributes));
    const [images, rows, columns, channels] = dy.type.shape as readonly [number, number, number, number];
    const windows = builder.reshape(part, [images * rows, columns, channels]);
    return [placeEverywhere(builder, windows, attributes.shape, axes)];
  },
  tensorflow: {
    op: 'AvgPoolGrad',
    supports: ({ attributes }) => hasTensorflowPadding(attributes.shape, attributes),
    operands: ({ attributes: { shape } }) => [{ ints: shape }, 0],
    attributes: ({ results, attributes }) => tensorflowPool(results[0]!, attributes),
  },
});
