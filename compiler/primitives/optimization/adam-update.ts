import { zeros } from '../ndarray.js';
import { exactly, expectDType, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export type AdamAttributes = { readonly beta1: number; readonly beta2: number; readonly epsilon: number };

export const adamUpdate = definePrimitive<AdamAttributes>({
  name: 'adam_update',
  doc:
    'One step of Adam: weight, m and v after it, from weight, gradient, m, v, the learning rate and the number of ' +
    'this step, which is 1 at the first. Epsilon is added to sqrt(v / (1 - beta2^step)), as PyTorch does.',
  resultTypes(inputs) {
    const [weight, gradient, m, v, rate, step] = exactly(6, inputs);
    expectDType(inputs, 'f32');
    expectShape(gradient, weight.shape, 'gradient');
    expectShape(m, weight.shape, 'first moment');
    expectShape(v, weight.shape, 'second moment');
    expectShape(rate, [], 'learning rate');
    expectShape(step, [], 'step');
    return [weight, weight, weight];
  },
  evaluate(inputs, { beta1, beta2, epsilon }, types) {
    const [weight, gradient, m, v, rate, step] = exactly(6, inputs);
    const [weightAfter, mAfter, vAfter] = exactly(3, types.map(zeros));
    const correction1 = -Math.expm1(step.data[0]! * Math.log(beta1));
    const correction2 = -Math.expm1(step.data[0]! * Math.log(beta2));
    gradient.data.forEach((slope, index) => {
      mAfter.data[index] = beta1 * m.data[index]! + (1 - beta1) * slope;
      vAfter.data[index] = beta2 * v.data[index]! + (1 - beta2) * slope * slope;
      const deviation = Math.sqrt(vAfter.data[index]!) / Math.sqrt(correction2) + epsilon;
      weightAfter.data[index] = weight.data[index]! - ((rate.data[0]! / correction1) * mAfter.data[index]!) / deviation;
    });
    return [weightAfter, mAfter, vAfter];
  },
  decompose(builder, inputs, { beta1, beta2, epsilon }) {
    const [weight, gradient, m, v, rate, step] = exactly(6, inputs);
    // 1 - beta^step by expm1, with the logarithm taken in double precision: in f32, 1 - beta would lose its digits.
    const correction1 = builder.neg(builder.expm1(builder.mul(step, Math.log(beta1))));
    const correction2 = builder.neg(builder.expm1(builder.mul(step, Math.log(beta2))));
    const mAfter = builder.add(builder.mul(m, beta1), builder.mul(gradient, 1 - beta1));
    const vAfter = builder.add(builder.mul(v, beta2), builder.mul(builder.square(gradient), 1 - beta2));
    const deviation = builder.add(builder.mul(builder.sqrt(vAfter), builder.rsqrt(correction2)), epsilon);
    const change = builder.div(builder.mul(mAfter, builder.div(rate, correction1)), deviation);
    return [builder.sub(weight, change), mAfter, vAfter];
  },
});
