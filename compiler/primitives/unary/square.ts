import { unary } from './unary.js';

export const square = unary({
  name: 'square',
  doc: 'x times x.',
  evaluate: (x) => x * x,
  gradient: (b, dy, x) => b.mul(dy, b.mul(x, 2)),
  tensorflow: 'Square',
  tfjs: 'Square',
});
