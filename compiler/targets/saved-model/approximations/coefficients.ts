// Written by scripts/approximations/fit.py.

/** acos(1 - t) / sqrt(t) for t in [0, 1]: the coefficient of each power of t. */
export const ACOS = [
  1.4142135381698608, 0.11785363405942917, 0.026466911658644676, 0.008262832649052143, 0.001345519907772541,
  0.003535989671945572, -0.0021355808712542057, 0.0012534570414572954,
] as const;

/** (asin(s) / s - 1) / s² for s² in [0, 1/4]: the coefficient of each power of s². */
export const ASIN = [
  0.16666731238365173, 0.07495668530464172, 0.04546570032835007, 0.024057045578956604, 0.042553599923849106,
] as const;

/** (atan(s) / s - 1) / s² for |s| up to tan(pi/8): the coefficient of each power of s². */
export const ATAN = [
  -0.33333319425582886, 0.1999853253364563, -0.14242970943450928, 0.1058148592710495, -0.060332417488098145,
] as const;

/** (cos(r) - 1 + r²/2) / r⁴ for |r| up to pi/4: the coefficient of each power of r². */
export const COS = [0.041666653007268906, -0.0013887654058635235, 2.4463752197334543e-5] as const;

/** (ln(1 + f) - f) / f² for f in [-1/3, 1/3]: the coefficient of each power of f. */
export const LN = [
  -0.5, 0.3333320915699005, -0.24999716877937317, 0.20010747015476227, -0.16682305932044983, 0.14001160860061646,
  -0.12167152762413025, 0.1400475800037384, -0.1294896900653839,
] as const;

/** (sin(r) / r - 1) / r² for |r| up to pi/4: the coefficient of each power of r². */
export const SIN = [-0.16666655242443085, 0.008332100696861744, -0.00019503878138493747] as const;

/** What pi/2 is the sum of; products of all but the last and numbers up to 127 are exact. */
export const HALF_PI = [1.5707855224609375, 1.0804273188114166e-5, 6.07710062827671e-11] as const;
