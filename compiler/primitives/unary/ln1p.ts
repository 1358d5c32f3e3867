import { unary } from './unary.js';

export const ln1p = unary({
  name: 'ln1p',
  doc: 'The natural logarithm of 1 + x, exact for small x.',
  evaluate: Math.log1p,
  gradient: (b, dy, x) => b.div(dy, b.add(x, 1)),
  tensorflow: 'Log1p',
  tfjs: 'Log1p',
});
