import { onParameter, strengthParameter } from './parameters.js';
import type { Regularizer } from './regularizer.js';

/** Usual are strengths from 1e-5 to 1e-2. */
const sound = { max: 1, belowMax: true, otherwise: 'a penalty as strong as that holds every weight near 0' };

export const l2: Regularizer = {
  name: 'l2',
  doc: 'strength · ½‖w‖² of every weight of the selected layers, as it is stored: with `@weight_norm` of v and gain.',
  parameters: [strengthParameter('½‖w‖²', sound), onParameter],
  holds: 'weights',
  penalty(b, weight, args) {
    const axes = weight.type.shape.map((_, axis) => axis);
    return b.mul(b.sum(b.square(weight), axes), args.real('strength') / 2);
  },
};
