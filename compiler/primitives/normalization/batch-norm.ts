import { sizeOf, type Shape } from '../../graph/types.js';
import { zeros } from '../ndarray.js';
import { exactly, expect, expectDType, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type BatchNormAttributes = { readonly epsilon: number };

export const batchNorm = definePrimitive<BatchNormAttributes>({
  name: 'batch_norm',
  doc:
    'x [.., C] normalised over all axes but the last, times gamma plus beta; the mean and the unbiased variance [C] ' +
    'of each channel; and three opaque results for batch_norm_gradient. Only the first is differentiable. x and the ' +
    'first result may be bf16; everything else, and the arithmetic, is f32.',
  resultTypes(inputs, { epsilon }) {
    const [x, gamma, beta] = exactly(3, inputs);
    expectDType([x], 'f32', 'bf16');
    expectDType([gamma, beta], 'f32');
    expect(x.shape.length >= 2 && sizeOf(x.shape) > 0, 'takes a batch of at least one vector');
    expect(epsilon >= 0, `epsilon can't be ${epsilon}`);
    const channels = { dtype: 'f32', shape: x.shape.slice(-1) } as const;
    expectShape(gamma, channels.shape, 'gamma');
    expectShape(beta, channels.shape, 'beta');
    return [x, channels, channels, channels, channels, { dtype: 'f32', shape: [] }];
  },
  evaluate(inputs, { epsilon }, types) {
    const [x, gamma, beta] = exactly(3, inputs);
    const [y, mean, variance, savedMean, savedVariance, workspace] = exactly(6, types.map(zeros));
    const channels = gamma.data.length;
    const count = x.data.length / channels;
    x.data.forEach((value, index) => {
      mean.data[index % channels]! += value / count;
    });
    x.data.forEach((value, index) => {
      savedVariance.data[index % channels]! += (value - mean.data[index % channels]!) ** 2 / count;
    });
    savedMean.data.set(mean.data);
    variance.data.set(savedVariance.data.map((value) => (value * count) / Math.max(count - 1, 1)));
    x.data.forEach((value, index) => {
      const c = index % channels;
      const normal = (value - mean.data[c]!) / Math.sqrt(savedVariance.data[c]! + epsilon);
      y.data[index] = normal * gamma.data[c]! + beta.data[c]!;
    });
    return [y, mean, variance, savedMean, savedVariance, workspace];
  },
  gradient({ builder, inputs, attributes, results, resultGradients: [dy] }) {
    if (!dy) return [];
    const [x, gamma] = exactly(3, inputs);
    const [, , , mean, variance, workspace] = exactly(6, results);
    const saved = [mean, variance, workspace] as const;
    const { dx, dgamma, dbeta } = builder.batchNormGradient(dy, x, gamma, saved, attributes.epsilon);
    return [dx, dgamma, dbeta];
  },
  decompose(builder, inputs, { epsilon }) {
    const [x, gamma, beta] = exactly(3, inputs);
    const { shape } = x.type;
    if (shape.length !== 4) {
      const images = builder.batchNorm(builder.reshape(x, asImages(shape)), gamma, beta, epsilon);
      return [builder.reshape(images.y, shape), images.mean, images.variance, ...images.saved];
    }
    const count = sizeOf(shape) / shape.at(-1)!;
    const mean = builder.mean(x, [0, 1, 2]);
    const centred = builder.sub(x, mean);
    const variance = builder.mean(builder.square(centred), [0, 1, 2]);
    const scale = builder.mul(gamma, builder.rsqrt(builder.add(variance, epsilon)));
    const y = builder.add(builder.mul(centred, scale), beta);
    const unbiased = builder.mul(variance, count / Math.max(count - 1, 1));
    return [y, mean, unbiased, mean, variance, builder.constant(0)];
  },
  tensorflow: {
    op: 'FusedBatchNormV3',
    supports: ({ inputs }) => inputs[0]!.shape.length === 4,
    // No running statistics go in.
    operands: () => [0, 1, 2, { floats: [] }, { floats: [] }],
    attributes: (site) => ({
      ...elementType(site),
      U: { type: 'f32' },
      epsilon: { float: site.attributes.epsilon },
      is_training: { bool: true },
      data_format: { string: 'NHWC' },
    }),
  },
});

/** The shape of one-pixel images that hold the same vectors. */
export function asImages(shape: Shape): Shape {
  return [sizeOf(shape) / shape.at(-1)!, 1, 1, shape.at(-1)!];
}
