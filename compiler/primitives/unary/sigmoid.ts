import { unary } from './unary.js';

export const sigmoid = unary({
  name: 'sigmoid',
  doc: '1 / (1 + e^-x).',
  evaluate: (x) => 1 / (1 + Math.exp(-x)),
  gradient: (b, dy, _, y) => b.mul(dy, b.mul(y, b.sub(1, y))),
  tensorflow: 'Sigmoid',
  tfjs: 'Sigmoid',
});
