import type { RewriteRule } from '../../../graph/rewrite.js';
import { align } from './align.js';
import { avgPoolGradient } from './avg-pool-gradient.js';
import { broadcast } from './broadcast.js';
import { compare } from './compare.js';
import { conjunction } from './conjunction.js';
import { convFilterGradient } from './conv-filter-gradient.js';
import { convInputGradient } from './conv-input-gradient.js';
import { extremum } from './extremum.js';
import type { Lowering } from './lowering.js';
import { maxPoolGradient } from './max-pool-gradient.js';
import { sum } from './sum.js';
import { transpose } from './transpose.js';

/** In the order in which they are tried. */
const lowerings: readonly Lowering[] = [
  ...[compare, conjunction, extremum, align, broadcast, transpose, sum],
  ...[convInputGradient, convFilterGradient, maxPoolGradient, avgPoolGradient],
];

/** What takes the place of an operation whose kernel is slow, where others give the same faster. */
export const lower: RewriteRule = (operation, inputs, builder) => {
  for (const lowering of lowerings) {
    if (!lowering.primitives.includes(operation.primitive.name)) continue;
    const results = lowering.lower(builder, inputs, operation);
    if (results) return results;
  }
  return undefined;
};
