import type { Ranges } from '../../../analysis/ranges.js';
import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { RewriteRule } from '../../../graph/rewrite.js';
import { bitsAreSet } from './bits.js';
import { COS, HALF_PI, SIN } from './coefficients.js';
import { polynomial } from './polynomial.js';

/** Up to here quarter turns, at most 127 of them, are subtracted exactly. */
const REACH = 200;

/**
 * sin, cos and tan of what surely lies within 200 of 0: less the nearest multiple of pi/2, subtracted in parts (Cody and
 * Waite), |r| is at most pi/4, and one of two polynomials gives the value: r (1 + r²·S(r²)), which keeps the relative
 * accuracy near 0 and the sign of 0, or 1 - r²/2 + r⁴·C(r²), which is never above 1. What may be larger keeps the exact
 * function, whose reduction needs more digits of pi. The error is stated, and proven, in docs/numerics.md.
 */
export const approximateTrigonometry =
  (ranges: Ranges): RewriteRule =>
  ({ primitive: { name }, inputs }, [x], builder) => {
    if (name !== 'sin' && name !== 'cos' && name !== 'tan') return undefined;
    const { lo, hi } = ranges.of(inputs[0]!);
    if (!(lo >= -REACH && hi <= REACH)) return undefined;
    const turns = builder.floor(builder.add(builder.mul(x!, Math.fround(2 / Math.PI)), 0.5));
    const r = HALF_PI.reduce((rest, part) => builder.sub(rest, builder.mul(turns, part)), x!);
    const square = builder.mul(r, r);
    const sine = builder.mul(r, polynomial(builder, [1, ...SIN], square));
    const cosine = polynomial(builder, [1, -0.5, ...COS], square);
    const quarters = builder.cast(turns, 'i32');
    switch (name) {
      case 'sin':
        return [turned(builder, quarters, sine, cosine)];
      case 'cos':
        return [turned(builder, builder.add(quarters, 1), sine, cosine)];
      case 'tan': {
        const odd = bitsAreSet(builder, quarters, 1);
        return [builder.div(builder.select(odd, builder.neg(cosine), sine), builder.select(odd, sine, cosine))];
      }
    }
  };

/** The sine of r and some quarter turns. */
function turned(builder: GraphBuilder, quarters: Value, sine: Value, cosine: Value): Value {
  const value = builder.select(bitsAreSet(builder, quarters, 1), cosine, sine);
  return builder.select(bitsAreSet(builder, quarters, 2), builder.neg(value), value);
}
