import { unary } from './unary.js';

export const ln = unary({
  name: 'ln',
  doc: 'The natural logarithm of x.',
  evaluate: Math.log,
  gradient: (b, dy, x) => b.div(dy, x),
  tensorflow: 'Log',
  tfjs: 'Log',
});
