import { unary } from './unary.js';

export const sin = unary({
  name: 'sin',
  doc: 'The sine of x.',
  evaluate: Math.sin,
  gradient: (b, dy, x) => b.mul(dy, b.cos(x)),
  tensorflow: 'Sin',
  tfjs: 'Sin',
});
