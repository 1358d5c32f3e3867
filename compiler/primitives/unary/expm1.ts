import { unary } from './unary.js';

export const expm1 = unary({
  name: 'expm1',
  doc: 'e to the power of x, minus 1, exact for small x.',
  evaluate: Math.expm1,
  gradient: (b, dy, _, y) => b.mul(dy, b.add(y, 1)),
  tensorflow: 'Expm1',
  tfjs: 'Expm1',
});
