import { attributesText } from '../../graph/attributes-text.js';
import type { Operation, Value } from '../../graph/graph.js';
import { rebuild, rewrite } from '../../graph/rewrite.js';
import type { Pass } from './pass.js';

/** Two operations with the same primitive, inputs and attributes become one. */
export const commonSubexpressions: Pass = {
  name: 'common-subexpressions',
  doc: 'Computes once what several operations compute alike.',
  run(graph) {
    const known = new Map<string, readonly Value[]>();
    return rewrite(graph, (operation, inputs, builder) => {
      const key = keyOf(operation, inputs);
      const before = known.get(key);
      if (before) return before;
      const results = rebuild(operation, inputs, builder);
      known.set(key, results);
      return results;
    });
  },
};

function keyOf({ primitive, attributes }: Operation, inputs: readonly Value[]): string {
  let key = primitive.name;
  for (const input of inputs) key += ` ${input.id}`;
  return key + attributesText(attributes);
}
