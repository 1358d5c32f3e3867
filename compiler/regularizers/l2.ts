import { onParameter, strengthParameter } from './parameters.js';
import type { Regularizer } from './regularizer.js';

export const l2: Regularizer = {
  name: 'l2',
  doc: 'strength · ½‖w‖² of every weight of the selected layers, as it is stored: with `@weight_norm` of v and gain.',
  parameters: [strengthParameter('½‖w‖²'), onParameter],
  holds: 'weights',
  penalty(b, weight, args) {
    const axes = weight.type.shape.map((_, axis) => axis);
    return b.mul(b.sum(b.square(weight), axes), args.real('strength') / 2);
  },
};
