import { learningRate } from './learning-rate.js';
import type { Optimizer } from './optimizer.js';

export const sgd: Optimizer = {
  name: 'sgd',
  doc: 'Gradient descent with momentum, as PyTorch defines it: v = momentum·v + gradient, weight - lr·v.',
  parameters: [
    learningRate({ max: 10, otherwise: 'steps as long as that undo what the ones before them have learned' }),
    {
      name: 'momentum',
      type: { kind: 'real', min: 0, max: 1, belowMax: true },
      default: { kind: 'real', value: 0 },
      named: true,
      doc: 'share of the velocity that each step keeps',
    },
    {
      name: 'nesterov',
      type: { kind: 'bool' },
      default: { kind: 'bool', value: false },
      named: true,
      doc: 'look ahead along the velocity (Sutskever et al. 2013)',
    },
  ],
  idle: (args) =>
    args.bool('nesterov') && args.real('momentum') === 0
      ? {
          parameter: 'nesterov',
          reason: 'without momentum there is no velocity to look ahead along',
          hint: 'Add `momentum: 0.9`.',
        }
      : undefined,
  slots: (args) => (args.real('momentum') > 0 ? ['sgd_velocity'] : []),
  update({ b, args, weight, gradient, learningRate, slots }) {
    const velocity = slots.sgd_velocity;
    if (!velocity) return { weight: b.sub(weight, b.mul(gradient, learningRate)), slots: {} };
    const attributes = { momentum: args.real('momentum'), nesterov: args.bool('nesterov') };
    const moved = b.momentumUpdate({ weight, gradient, velocity, learningRate }, attributes);
    return { weight: moved.weight, slots: { sgd_velocity: moved.velocity } };
  },
};
