import type { Ranges } from '../../../analysis/ranges.js';
import type { RewriteRule } from '../../../graph/rewrite.js';
import { approximateAcos } from './acos.js';
import { approximateAsin } from './asin.js';
import { approximateAtan } from './atan.js';
import { approximateLn } from './ln.js';
import { approximateTrigonometry } from './trigonometry.js';

/**
 * Elementwise functions that XLA is slow at, as polynomials of f32. Their errors over all of their range are in
 * docs/numerics.md. Other targets, and operations outside of compiled regions, keep the exact ones.
 * @param ranges what is known of the values that functions are taken of
 */
export function approximations(ranges: Ranges): RewriteRule {
  const rules = [
    approximateAcos,
    approximateAsin,
    approximateAtan,
    approximateLn(ranges),
    approximateTrigonometry(ranges),
  ];
  return (...site) => {
    for (const rule of rules) {
      const replaced = rule(...site);
      if (replaced) return replaced;
    }
    return undefined;
  };
}
