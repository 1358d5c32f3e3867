import { unary } from './unary.js';

export const atan = unary({
  name: 'atan',
  doc: 'The angle in (-pi/2, pi/2) whose tangent is x.',
  evaluate: Math.atan,
  gradient: (b, dy, x) => b.div(dy, b.add(b.square(x), 1)),
  tensorflow: 'Atan',
  tfjs: 'Atan',
});
