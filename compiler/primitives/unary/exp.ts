import { unary } from './unary.js';

export const exp = unary({
  name: 'exp',
  doc: 'e to the power of x.',
  evaluate: Math.exp,
  gradient: (b, dy, _, y) => b.mul(dy, y),
  tensorflow: 'Exp',
  tfjs: 'Exp',
});
