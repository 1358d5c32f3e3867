import { zeros } from '../ndarray.js';
import { exactly, expectDType } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap } from '../window.js';
import { hasTensorflowPadding, insideCounts, insideFraction } from './inside.js';
import { poolAxes, pooledType, tensorflowPool, tfjsPool, type PoolAttributes } from './pooling.js';

export const avgPool = definePrimitive<PoolAttributes>({
  name: 'avg_pool',
  doc: 'The mean of the pixels of each window that lie inside the image, channel by channel.',
  resultTypes(inputs, attributes) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32');
    return [pooledType(x, attributes)];
  },
  evaluate(inputs, attributes, [type]) {
    const [x] = exactly(1, inputs);
    const y = zeros(type!);
    const [images, , , channels] = x.type.shape as readonly [number, number, number, number];
    const axes = poolAxes(x.type.shape, attributes);
    const counts = insideCounts(images, axes);
    eachTap(images, axes, (pixel, _, window) => {
      for (let c = 0; c < channels; c++) {
        y.data[window * channels + c]! += x.data[pixel * channels + c]! / counts[window]!;
      }
    });
    return [y];
  },
  gradient({ builder, inputs, attributes, resultGradients }) {
    const [x] = exactly(1, inputs);
    return [builder.avgPoolGradient(resultGradients[0]!, { ...attributes, shape: x.type.shape })];
  },
  /** The mean over whole windows of an image with a border of zeros, corrected by how much of them is inside. */
  decompose(builder, inputs, attributes) {
    const [x] = exactly(1, inputs);
    const [top, bottom, left, right] = attributes.padding;
    const bordered = builder.pad(x, [0, top, left, 0], [0, bottom, right, 0]);
    const whole = builder.avgPool(bordered, { ...attributes, padding: [0, 0, 0, 0] });
    return [builder.div(whole, insideFraction(builder, x.type.shape, attributes))];
  },
  tensorflow: {
    op: 'AvgPool',
    supports: ({ inputs, attributes }) => hasTensorflowPadding(inputs[0]!.shape, attributes),
    attributes: ({ inputs, attributes }) => tensorflowPool(inputs[0]!, attributes),
  },
  tfjs: { kernel: 'AvgPool', operands: ['x'], attributes: ({ attributes }) => tfjsPool(attributes) },
});
