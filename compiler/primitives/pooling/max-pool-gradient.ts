import { zeros } from '../ndarray.js';
import { exactly, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap } from '../window.js';
import { poolAxes, pooledType, tensorflowPool, tfjsPool, type PoolAttributes } from './pooling.js';

export const maxPoolGradient = definePrimitive<PoolAttributes>({
  name: 'max_pool_gradient',
  doc: "The gradient of a max pool, from its x, y and dy: a window's whole gradient goes to its first greatest pixel.",
  resultTypes(inputs, attributes) {
    const [x, y, dy] = exactly(3, inputs);
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
  tensorflow: {
    op: 'MaxPoolGrad',
    attributes: ({ inputs, attributes }) => tensorflowPool(inputs[0]!.shape, attributes),
  },
  tfjs: {
    kernel: 'MaxPoolGrad',
    operands: ['input', 'output', 'dy'],
    attributes: ({ attributes }) => tfjsPool(attributes),
  },
});
