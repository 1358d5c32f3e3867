import { unary } from './unary.js';

export const relu = unary({
  name: 'relu',
  doc: 'x where it is positive, 0 elsewhere; its gradient at 0 is 0.',
  takes: ['f32', 'bf16'],
  evaluate: (x) => Math.max(x, 0),
  gradient: (b, dy, x) => b.select(b.greater(x, 0), dy, 0),
  tensorflow: 'Relu',
  tfjs: 'Relu',
});
