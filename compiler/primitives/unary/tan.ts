import { unary } from './unary.js';

export const tan = unary({
  name: 'tan',
  doc: 'The tangent of x.',
  evaluate: Math.tan,
  gradient: (b, dy, _, y) => b.mul(dy, b.add(b.square(y), 1)),
  tensorflow: 'Tan',
  tfjs: 'Tan',
});
