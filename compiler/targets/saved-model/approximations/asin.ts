import type { RewriteRule } from '../../../graph/rewrite.js';
import { asin } from '../../../primitives/unary/asin.js';
import { ASIN } from './coefficients.js';
import { polynomial } from './polynomial.js';

const HALF_PI = Math.fround(Math.PI / 2);

/**
 * asin(x) as s + s³·P(s²) with s = x up to 1/2; from there as pi/2 less twice that, with s = sqrt((1 - |x|)/2), where
 * 1 - |x| is exact. Numbers outside of [-1, 1] have no root, and stay NaN. The error is stated, and proven, in
 * docs/numerics.md.
 */
export const approximateAsin: RewriteRule = ({ primitive }, [x], builder) => {
  if (primitive.name !== asin.name) return undefined;
  const size = builder.abs(x!);
  const small = builder.lessEqual(size, 0.5);
  const square = builder.select(small, builder.mul(x!, x!), builder.mul(builder.sub(1, size), 0.5));
  const s = builder.select(small, x!, builder.sqrt(square));
  const arc = builder.add(s, builder.mul(s, builder.mul(square, polynomial(builder, ASIN, square))));
  const rest = builder.sub(HALF_PI, builder.mul(arc, 2));
  return [builder.select(small, arc, builder.select(builder.less(x!, 0), builder.neg(rest), rest))];
};
