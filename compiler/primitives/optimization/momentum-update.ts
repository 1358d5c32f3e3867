import { zeros } from '../ndarray.js';
import { exactly, expectDType, expectShape } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export type MomentumAttributes = { readonly momentum: number; readonly nesterov: boolean };

export const momentumUpdate = definePrimitive<MomentumAttributes>({
  name: 'momentum_update',
  doc:
    'One step of gradient descent with momentum: weight and velocity after it, from weight, gradient, velocity and ' +
    'the learning rate. The rate multiplies the velocity, as in PyTorch.',
  resultTypes(inputs) {
    const [weight, gradient, velocity, rate] = exactly(4, inputs);
    expectDType(inputs, 'f32');
    expectShape(gradient, weight.shape, 'gradient');
    expectShape(velocity, weight.shape, 'velocity');
    expectShape(rate, [], 'learning rate');
    return [weight, weight];
  },
  evaluate(inputs, { momentum, nesterov }, types) {
    const [weight, gradient, velocity, rate] = exactly(4, inputs);
    const [weightAfter, velocityAfter] = exactly(2, types.map(zeros));
    gradient.data.forEach((slope, index) => {
      const speed = momentum * velocity.data[index]! + slope;
      velocityAfter.data[index] = speed;
      weightAfter.data[index] = weight.data[index]! - rate.data[0]! * (nesterov ? slope + momentum * speed : speed);
    });
    return [weightAfter, velocityAfter];
  },
  decompose(builder, inputs, { momentum, nesterov }) {
    const [weight, gradient, velocity, rate] = exactly(4, inputs);
    const velocityAfter = builder.add(builder.mul(velocity, momentum), gradient);
    const change = nesterov ? builder.add(gradient, builder.mul(velocityAfter, momentum)) : velocityAfter;
    return [builder.sub(weight, builder.mul(rate, change)), velocityAfter];
  },
});
