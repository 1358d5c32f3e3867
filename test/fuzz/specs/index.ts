import type { Random } from '../random.js';
import { ablation, experiment } from './experiments.js';
import { ownFunction } from './functions.js';
import { block, model } from './networks.js';

/** A whole spec as people write them: most are without syntax problems, and some without any. */
export function spec(r: Random): string {
  r.wildness = r.pick([0, 0, 0.3, 1]);
  const functions = (['angle', 'magnitude', 'margin'] as const).map((kind) => ownFunction(r, kind));
  const parts = [
    ...(r.chance(0.2) ? ['edition 2026\n'] : []),
    block(r),
    ...functions.filter(() => !r.wild(0.3)),
    model(r, 'Net'),
    ...(r.chance(0.9) ? [experiment(r, 'Base')] : []),
    ...(r.chance(0.6) ? [ablation(r, 'Table', 'Base')] : []),
  ];
  return parts.join('\n');
}
