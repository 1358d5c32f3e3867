import { unary } from './unary.js';

export const tanh = unary({
  name: 'tanh',
  doc: 'The hyperbolic tangent of x.',
  evaluate: Math.tanh,
  gradient: (b, dy, _, y) => b.mul(dy, b.sub(1, b.square(y))),
  tensorflow: 'Tanh',
  tfjs: 'Tanh',
});
