import type { RewriteRule } from '../../../graph/rewrite.js';
import { atan } from '../../../primitives/unary/atan.js';
import { ATAN } from './coefficients.js';
import { polynomial } from './polynomial.js';

const [QUARTER_PI, HALF_PI] = [Math.fround(Math.PI / 4), Math.fround(Math.PI / 2)];
/** tan(pi/8) and tan(3pi/8). */
const [FIRST, SECOND] = [Math.fround(Math.SQRT2 - 1), Math.fround(Math.SQRT2 + 1)];

/**
 * atan(x) as s (1 + s²·P(s²)) with s = x up to tan(pi/8); up to tan(3pi/8) as pi/4 and the arc of
 * s = (|x| - 1)/(|x| + 1); beyond, as far as infinity, as pi/2 and that of s = -1/|x|. One division serves all. The
 * error is stated, and proven, in docs/numerics.md.
 */
export const approximateAtan: RewriteRule = ({ primitive }, [x], builder) => {
  if (primitive.name !== atan.name) return undefined;
  const size = builder.abs(x!);
  const small = builder.lessEqual(size, FIRST);
  const large = builder.greater(size, SECOND);
  const over = builder.select(large, -1, builder.sub(size, 1));
  const under = builder.select(large, size, builder.add(size, 1));
  // What takes the quotient takes it once: XLA computes one that is taken twice in a pass of its own.
  const s = builder.select(small, x!, builder.div(over, under));
  const arc = builder.mul(s, polynomial(builder, [1, ...ATAN], builder.mul(s, s)));
  const sum = builder.add(arc, builder.select(large, HALF_PI, builder.constant(QUARTER_PI)));
  return [builder.select(small, arc, builder.select(builder.less(x!, 0), builder.neg(sum), sum))];
};
