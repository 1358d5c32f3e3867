import { binary } from './binary.js';

export const max = binary({
  name: 'max',
  doc: 'The greater of a and b; of equal ones a takes the gradient.',
  takes: ['f32', 'i32'],
  evaluate: Math.max,
  gradient(builder, dy, a, b) {
    const takesA = builder.greaterEqual(a, b);
    return [builder.select(takesA, dy, 0), builder.select(takesA, 0, dy)];
  },
  tensorflow: 'Maximum',
  tfjs: 'Maximum',
});
