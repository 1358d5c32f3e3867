import type { RewriteRule } from '../../../graph/rewrite.js';
import { biases } from './bias.js';
import { boxFilters } from './box-filter.js';
import { reciprocals } from './reciprocal.js';

const rules: readonly RewriteRule[] = [biases, boxFilters, reciprocals];

/** What takes the place of operations where chains of elementwise operations are compiled into one pass. */
export const replaceForRegions: RewriteRule = (...site) => {
  for (const rule of rules) {
    const replaced = rule(...site);
    if (replaced) return replaced;
  }
  return undefined;
};
