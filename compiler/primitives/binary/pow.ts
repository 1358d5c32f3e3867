import { binary } from './binary.js';

export const pow = binary({
  name: 'pow',
  doc: 'a to the power of b; the gradient with respect to b is 0 where a is not positive.',
  takes: ['f32'],
  evaluate: Math.pow,
  gradient(builder, dy, a, b, y) {
    // 0 · 0^-1 would be NaN where the exponent is 0.
    const slope = builder.select(builder.equal(b, 0), 0, builder.mul(b, builder.pow(a, builder.sub(b, 1))));
    const positive = builder.greater(a, 0);
    const lnA = builder.select(positive, builder.ln(builder.select(positive, a, 1)), 0);
    return [builder.mul(dy, slope), builder.mul(dy, builder.mul(y, lnA))];
  },
  tensorflow: 'Pow',
  tfjs: 'Pow',
});
