import { unary } from './unary.js';

export const sqrt = unary({
  name: 'sqrt',
  doc: 'The square root of x.',
  evaluate: Math.sqrt,
  gradient: (b, dy, _, y) => b.div(b.mul(dy, 0.5), y),
  tensorflow: 'Sqrt',
  tfjs: 'Sqrt',
});
