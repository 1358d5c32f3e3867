import type { Graph, Operation } from '../graph/graph.js';
import { rewrite, type RewriteRule } from '../graph/rewrite.js';

/** Replacements may hold operations that are replaced in turn; more rounds than this are a circle. */
const MAX_ROUNDS = 32;

/**
 * The graph in terms of what a target has: every operation that `isCarried` denies is replaced by its primitive's
 * decomposition, until all are carried.
 * @param isCarried whether the target has an operation for this site; it must accept `input`, `state` and `constant`
 * @param target name of the target, for messages
 * @param prefer the target's own replacements, tried first, also for operations that it has
 * @throws {Error} when a primitive is neither carried nor decomposed, which is a gap in the registry of primitives
 */
export function legalize(
  graph: Graph,
  isCarried: (operation: Operation) => boolean,
  target: string,
  prefer: RewriteRule = () => undefined,
): Graph {
  let legal = graph;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let changed = false;
    legal = rewrite(legal, (operation, inputs, builder, substitute) => {
      const preferred = prefer(operation, inputs, builder, substitute);
      if (!preferred && isCarried(operation)) return undefined;
      changed = true;
      const { name, decompose } = operation.primitive;
      if (!preferred && !decompose) throw new Error(`the ${target} target has no operation for the primitive ${name}`);
      return preferred ?? decompose!(builder, inputs, operation.attributes);
    });
    if (!changed) return legal;
  }
  throw new Error(`the ${target} target's decompositions go round in a circle`);
}
