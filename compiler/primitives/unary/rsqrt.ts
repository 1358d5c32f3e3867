import { unary } from './unary.js';

export const rsqrt = unary({
  name: 'rsqrt',
  doc: '1 over the square root of x.',
  evaluate: (x) => 1 / Math.sqrt(x),
  gradient: (b, dy, _, y) => b.mul(b.mul(dy, -0.5), b.mul(y, b.square(y))),
  tensorflow: 'Rsqrt',
  tfjs: 'Rsqrt',
});
