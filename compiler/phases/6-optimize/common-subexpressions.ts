import type { Operation, Value } from '../../graph/graph.js';
import { rewrite } from '../../graph/rewrite.js';
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
      const unchanged = inputs.every((input, index) => input === operation.inputs[index]);
      const results = unchanged ? operation.results : builder.applyAll(operation.primitive, inputs, operation.attributes);
      known.set(key, results);
      return results;
    });
  },
};

function keyOf({ primitive, attributes }: Operation, inputs: readonly Value[]): string {
  return `${primitive.name} ${inputs.map((input) => input.id).join(',')} ${JSON.stringify(attributes)}`;
}
