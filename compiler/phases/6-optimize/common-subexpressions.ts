import type { Attributes, Operation, Value } from '../../graph/graph.js';
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
  return key + textOf(attributes);
}

/** Rewritten operations share their attributes with the old ones, so that most texts are asked for several times. */
const texts = new WeakMap<Attributes, string>();

function textOf(attributes: Attributes): string {
  let text = texts.get(attributes);
  if (text === undefined) texts.set(attributes, (text = JSON.stringify(attributes, exactly)));
  return text;
}

/** JSON writes -0 as 0, and infinities and NaN as null, which are different constants. */
function exactly(_: string, value: unknown): unknown {
  const lost = Object.is(value, -0) || (typeof value === 'number' && !Number.isFinite(value));
  return lost ? { number: Object.is(value, -0) ? '-0' : String(value) } : value;
}
