import type { RewriteRule } from '../../../graph/rewrite.js';
import { acos } from '../../../primitives/unary/acos.js';
import { ACOS } from './coefficients.js';
import { polynomial } from './polynomial.js';

/** 32 bits of pi; what is missing, 8.8e-8, is 2.8e-8 of it. */
const PI = Math.fround(Math.PI);

/**
 * acos(x) as sqrt(t)·P(t) with t = 1 - |x|, and as pi less that for negative x. The root carries what is singular at
 * ±1, so that P is smooth there, and t is exact from |x| = 1/2 on: small angles keep their relative accuracy. Numbers
 * outside of [-1, 1] have no root, and stay NaN. The error is stated, and proven, in docs/numerics.md.
 */
export const approximateAcos: RewriteRule = ({ primitive }, [x], builder) => {
  if (primitive.name !== acos.name) return undefined;
  const t = builder.sub(1, builder.abs(x!));
  const angle = builder.mul(builder.sqrt(t), polynomial(builder, ACOS, t));
  return [builder.select(builder.less(x!, 0), builder.sub(PI, angle), angle)];
};
