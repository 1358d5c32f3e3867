import { unary } from './unary.js';

export const ln1p = unary({
  name: 'ln1p',
  doc: 'The natural logarithm of 1 + x, exact for small x.',
  evaluate: Math.log1p,
  gradient: (b, dy, x) => b.div(dy, b.add(x, 1)),
  tensorflow: 'Log1p',
  // tfjs-wasm's Log1p computes ln(1 + x), which loses small x. Kahan's correction: the rounding of u = 1 + x spoils
  // ln(u) and u - 1 alike, so that their ratio is exact.
  decompose(b, x) {
    const u = b.add(x, 1);
    const lost = b.equal(u, 1);
    const rounded = b.select(lost, b.constant(1, x.type.shape), b.sub(u, 1));
    return b.select(lost, x, b.div(b.mul(x, b.ln(u)), rounded));
  },
});
