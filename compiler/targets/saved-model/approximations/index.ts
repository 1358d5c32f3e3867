import type { RewriteRule } from '../../../graph/rewrite.js';
import { approximateAcos } from './acos.js';
import { approximateLn } from './ln.js';

/**
 * Elementwise functions that XLA is slow at, as polynomials of f32: acos and ln. Their errors over all of their range
 * are in docs/numerics.md. Other targets, and operations outside of compiled regions, keep the exact ones.
 */
export const approximations: RewriteRule = (...site) => approximateAcos(...site) ?? approximateLn(...site);
