import { unary } from './unary.js';

export const acos = unary({
  name: 'acos',
  doc: 'The angle in [0, pi] whose cosine is x.',
  evaluate: Math.acos,
  gradient: (b, dy, x) =>
    // (1 - x)(1 + x) keeps the digits that 1 - x² loses near ±1.
    b.neg(b.mul(dy, b.rsqrt(b.mul(b.sub(1, x), b.add(1, x))))),
  tensorflow: 'Acos',
  tfjs: 'Acos',
});
