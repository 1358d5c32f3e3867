import { listed } from '../../evaluation/call-of.js';
import { originOf } from '../../evaluation/context.js';
import { outsideLayers } from '../../graph/graph.js';
import { regularizers } from '../../regularizers/index.js';
import type { Regularizer } from '../../regularizers/regularizer.js';
import type { ExpandedModel } from './expand-model.js';
import type { RegularizerTerm } from './experiment.js';
import { called, type FieldValue } from './field-values.js';
import type { Misses } from './misses.js';
import type { LayerNode } from './network.js';
import { selectOrMiss } from './select-or-miss.js';

/**
 * The terms of the field `regularize`: `[l2(5e-4, on: [classifier, bn])]`.
 * @returns undefined when something is wrong with one; that was reported
 */
export function regularizerTerms(
  field: FieldValue | undefined,
  model: ExpandedModel | undefined,
  misses: Misses,
): RegularizerTerm[] | undefined {
  if (!field) return [];
  const terms = listed(field.value).map((item): RegularizerTerm | undefined => {
    const penalty = called(item, regularizers, field.environment);
    if (!penalty || !model?.network) return undefined;
    const { construct: regularizer, args } = penalty;
    const { network } = model;
    const origin = originOf(field.environment, outsideLayers.regularizers, item);
    if (!args.has('on')) return { regularizer, args, targets: network.nodes, origin };
    const { nodes, each } = selectOrMiss(network, args.selectors('on'), misses);
    for (const { selector, matches } of each) {
      if (matches.length === 0 || matches.some((node) => owns(node, regularizer.holds))) continue;
      const { place, text } = selector;
      const report: Misses[number]['report'] = (reporter) =>
        reporter.report('no-weights', { name: text, held: regularizer.holds, done: 'regularized' }, place);
      misses.push({ place, what: `\`${text}\``, report });
    }
    return { regularizer, args, targets: nodes, origin };
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}

/** Layers with weights are those that `@freeze` can keep from training, layers with filters those with an `@init`. */
function owns({ layer }: LayerNode, held: Regularizer['holds']): boolean {
  return layer.annotations.includes(held === 'filters' ? 'init' : 'freeze');
}
