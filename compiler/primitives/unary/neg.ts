import { unary } from './unary.js';

export const neg = unary({
  name: 'neg',
  doc: 'Minus x.',
  evaluate: (x) => -x,
  gradient: (b, dy) => b.neg(dy),
  tensorflow: 'Neg',
  tfjs: 'Neg',
});
