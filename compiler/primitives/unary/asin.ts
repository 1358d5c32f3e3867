import { unary } from './unary.js';

export const asin = unary({
  name: 'asin',
  doc: 'The angle in [-pi/2, pi/2] whose sine is x.',
  evaluate: Math.asin,
  gradient: (b, dy, x) =>
    // (1 - x)(1 + x) keeps the digits that 1 - x² loses near ±1.
    b.mul(dy, b.rsqrt(b.mul(b.sub(1, x), b.add(1, x)))),
  tensorflow: 'Asin',
  tfjs: 'Asin',
});
