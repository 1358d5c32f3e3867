import { unary } from './unary.js';

export const reciprocal = unary({
  name: 'reciprocal',
  doc: '1 over x.',
  evaluate: (x) => 1 / x,
  gradient: (b, dy, _, y) => b.neg(b.mul(dy, b.square(y))),
  tensorflow: 'Reciprocal',
  tfjs: 'Reciprocal',
});
