import type { Ranges } from '../../../analysis/ranges.js';
import type { RewriteRule } from '../../../graph/rewrite.js';
import { ln } from '../../../primitives/unary/ln.js';
import { bitsOf, floatOfBits, maskBits } from './bits.js';
import { LN } from './coefficients.js';
import { polynomial } from './polynomial.js';

/** Sign and exponent of an f32; the rest is the fraction. */
const EXPONENT = 0xff800000 | 0;
/** The bits of 2/3: mantissas lie in [2/3, 4/3), as far below 1 as above. */
const TWO_THIRDS = 0x3f2aaaab;
/** ln 2 for each unit of the exponent, which is counted in units of the last place of the bits. */
const LN2_PER_BIT = Math.fround(Math.LN2 * 2 ** -23);
const SMALLEST_NORMAL = 2 ** -126;
/** What is known to be as much is positive and normal, whatever rounding has done to it. */
const SURELY_NORMAL = 2 * SMALLEST_NORMAL;

/**
 * ln(x) = e·ln 2 + ln(1 + f), where x = 2ᵉ(1 + f) is taken apart by its bits, with f in [-1/3, 1/3) and ln(1 + f) as
 * f + f²·P(f). From 2/3 to 4/3 e is 0, and near 1, where f is exact, the relative accuracy stays. As exactly, 0 gives
 * -inf, what is less NaN, inf and NaN themselves; subnormal numbers count as 0, which TensorFlow takes them for.
 * The error is stated, and proven, in docs/numerics.md.
 */
export const approximateLn =
  (ranges: Ranges): RewriteRule =>
  ({ primitive, inputs }, [x], builder) => {
    if (primitive.name !== ln.name) return undefined;
    const bits = bitsOf(builder, x!);
    const exponent = maskBits(builder, builder.sub(bits, TWO_THIRDS), EXPONENT);
    const f = builder.sub(floatOfBits(builder, builder.sub(bits, exponent)), 1);
    const fraction = builder.add(builder.mul(builder.mul(f, f), polynomial(builder, LN, f)), f);
    const finite = builder.add(fraction, builder.mul(builder.cast(exponent, 'f32'), LN2_PER_BIT));
    const positive = builder.select(builder.less(x!, Infinity), finite, x!);
    if (ranges.of(inputs[0]!).lo >= SURELY_NORMAL) return [positive];
    const others = builder.select(builder.greaterEqual(x!, 0), -Infinity, builder.constant(NaN));
    return [builder.select(builder.greaterEqual(x!, SMALLEST_NORMAL), positive, others)];
  };
