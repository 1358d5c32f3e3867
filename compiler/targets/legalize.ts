import { operationsOf, rootsOf, type Graph, type Operation } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';

/** Decompositions may use primitives that are decomposed in turn; more rounds than this are a cycle. */
const MAX_ROUNDS = 16;

/**
 * The graph in terms of what a target has: every operation that `isCarried` denies is replaced by its primitive's
 * decomposition, until all are carried.
 * @param isCarried whether the target has an operation for this site; it must accept `input`, `state` and `constant`
 * @param target name of the target, for messages
 * @throws {Error} when a primitive is neither carried nor decomposed, which is a gap in the registry of primitives
 */
export function legalize(graph: Graph, isCarried: (operation: Operation) => boolean, target: string): Graph {
  let legal = graph;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (operationsOf(rootsOf(legal)).every(isCarried)) return legal;
    legal = rewrite(legal, (operation, inputs, builder) => {
      if (isCarried(operation)) return undefined;
      const { name, decompose } = operation.primitive;
      if (!decompose) throw new Error(`the ${target} target has no operation for the primitive ${name}`);
      return decompose(builder, inputs, operation.attributes);
    });
  }
  throw new Error(`the ${target} target's decompositions go round in a circle`);
}
