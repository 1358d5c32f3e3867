import { unary } from './unary.js';

export const cos = unary({
  name: 'cos',
  doc: 'The cosine of x.',
  evaluate: Math.cos,
  gradient: (b, dy, x) => b.neg(b.mul(dy, b.sin(x))),
  tensorflow: 'Cos',
  tfjs: 'Cos',
});
