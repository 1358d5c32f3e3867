import { unary } from './unary.js';

export const abs = unary({
  name: 'abs',
  doc: 'The absolute value of x; its gradient at 0 is 0.',
  evaluate: Math.abs,
  gradient: (b, dy, x) => b.mul(dy, b.sign(x)),
  tensorflow: 'Abs',
  tfjs: 'Abs',
});
