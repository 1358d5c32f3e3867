import type { RewriteRule } from '../../../graph/rewrite.js';
import { boxFilters } from './box-filter.js';
import { reciprocals } from './reciprocal.js';

const rules: readonly RewriteRule[] = [boxFilters, reciprocals];

/** What takes the place of operations where chains of elementwise operations are compiled into one pass. */
export const replaceForRegions: RewriteRule = (...site) => {
  for (const rule of rules) {
    const replaced = rule(...site);
    if (replaced) return replaced;
  }
  return undefined;
};
