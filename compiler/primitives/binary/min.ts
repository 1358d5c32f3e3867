import { binary } from './binary.js';

export const min = binary({
  name: 'min',
  doc: 'The smaller of a and b; of equal ones a takes the gradient.',
  takes: ['f32', 'i32'],
  evaluate: Math.min,
  gradient(builder, dy, a, b) {
    const takesA = builder.lessEqual(a, b);
    return [builder.select(takesA, dy, 0), builder.select(takesA, 0, dy)];
  },
  tensorflow: 'Minimum',
  tfjs: 'Minimum',
});
