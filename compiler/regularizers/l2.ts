import type { Regularizer } from './regularizer.js';

export const l2: Regularizer = {
  name: 'l2',
  doc: 'strength · ½‖w‖² of every weight of the selected layers.',
  parameters: [
    { name: 'strength', type: { kind: 'real', min: 0 }, doc: 'factor on ½‖w‖²' },
    {
      name: 'on',
      type: { kind: 'selector' },
      default: null,
      named: true,
      doc: 'labels or kinds of layers; every layer when absent',
    },
  ],
  holds: 'weights',
  penalty(b, weight, args) {
    const axes = weight.type.shape.map((_, axis) => axis);
    return b.mul(b.sum(b.square(weight), axes), args.real('strength') / 2);
  },
};
