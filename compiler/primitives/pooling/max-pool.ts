import { zeros } from '../ndarray.js';
import { exactly } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap } from '../window.js';
import { poolAxes, pooledType, tensorflowPool, tfjsPool, type PoolAttributes } from './pooling.js';

export const maxPool = definePrimitive<PoolAttributes>({
  name: 'max_pool',
  doc: 'The greatest pixel of each window, channel by channel; padding never wins.',
  resultTypes(inputs, attributes) {
    const [x] = exactly(1, inputs);
    return [pooledType(x, attributes)];
  },
  evaluate(inputs, attributes, [type]) {
    const [x] = exactly(1, inputs);
    const y = zeros(type!);
    y.data.fill(-Infinity);
    const [images, , , channels] = x.type.shape as readonly [number, number, number, number];
    eachTap(images, poolAxes(x.type.shape, attributes), (pixel, _, window) => {
      for (let c = 0; c < channels; c++) {
        const target = window * channels + c;
        y.data[target] = Math.max(y.data[target]!, x.data[pixel * channels + c]!);
      }
    });
    return [y];
  },
  gradient({ builder, inputs, attributes, results, resultGradients }) {
    const [x] = exactly(1, inputs);
    return [builder.maxPoolGradient(x, results[0]!, resultGradients[0]!, attributes)];
  },
  tensorflow: { op: 'MaxPool', attributes: ({ inputs, attributes }) => tensorflowPool(inputs[0]!, attributes) },
  tfjs: { kernel: 'MaxPool', operands: ['x'], attributes: ({ attributes }) => tfjsPool(attributes) },
});
