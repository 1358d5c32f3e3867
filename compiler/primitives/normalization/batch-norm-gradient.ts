import { sizeOf } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expectDType, expectShape, sharedFloat } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';
import { asImages, type BatchNormAttributes } from './batch-norm.js';

export const batchNormGradient = definePrimitive<BatchNormAttributes>({
  name: 'batch_norm_gradient',
  doc:
    'The gradients of a batch norm with respect to x, gamma and beta, from dy, x, gamma and the three opaque results ' +
    'of batch_norm.',
  resultTypes(inputs) {
    const [dy, x, gamma] = exactly(6, inputs);
    sharedFloat([dy, x]);
    expectDType([gamma], 'f32');
    expectShape(dy, x.shape, 'gradient of the result');
    expectShape(gamma, x.shape.slice(-1), 'gamma');
    return [x, gamma, gamma];
  },
  evaluate(inputs, { epsilon }, types) {
    const [dy, x, gamma, mean, variance] = exactly(6, inputs);
    const [dx, dgamma, dbeta] = exactly(3, types.map(zeros));
    const channels = gamma.data.length;
    const count = x.data.length / channels;
    const scale = variance.data.map((value) => 1 / Math.sqrt(value + epsilon));
    const normal = x.data.map((value, index) => (value - mean.data[index % channels]!) * scale[index % channels]!);
    dy.data.forEach((slope, index) => {
      dgamma.data[index % channels]! += slope * normal[index]!;
      dbeta.data[index % channels]! += slope;
    });
    dy.data.forEach((slope, index) => {
      const c = index % channels;
      const centred = slope - (dbeta.data[c]! + normal[index]! * dgamma.data[c]!) / count;
      dx.data[index] = gamma.data[c]! * scale[c]! * centred;
    });
    return [dx, dgamma, dbeta];
  },
  decompose(builder, inputs, { epsilon }) {
    const [dy, x, gamma, mean, variance, workspace] = exactly(6, inputs);
    const { shape } = x.type;
    if (shape.length !== 4) {
      const images = [dy, x].map((value) => builder.reshape(value, asImages(shape))) as [typeof dy, typeof x];
      const gradients = builder.batchNormGradient(...images, gamma, [mean, variance, workspace], epsilon);
      return [builder.reshape(gradients.dx, shape), gradients.dgamma, gradients.dbeta];
    }
    const count = sizeOf(shape) / shape.at(-1)!;
    const scale = builder.rsqrt(builder.add(variance, epsilon));
    const normal = builder.mul(builder.sub(x, mean), scale);
    const dgamma = builder.sum(builder.mul(dy, normal), [0, 1, 2]);
    const dbeta = builder.sum(dy, [0, 1, 2]);
    const share = builder.add(builder.mul(normal, builder.div(dgamma, count)), builder.div(dbeta, count));
    return [builder.mul(builder.sub(dy, share), builder.mul(gamma, scale)), dgamma, dbeta];
  },
  tensorflow: {
    op: 'FusedBatchNormGradV3',
    supports: ({ inputs }) => inputs[1]!.shape.length === 4,
    attributes: (site) => ({
      ...elementType(site),
      U: { type: 'f32' },
      epsilon: { float: site.attributes.epsilon },
      is_training: { bool: true },
      data_format: { string: 'NHWC' },
    }),
  },
});
