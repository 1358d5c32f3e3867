import type { Origin } from '../../../../compiler/graph/graph.js';

/** How TensorFlow's optimizer names nodes that it makes of others: `scope/ArithmeticOptimizer/AddOpsRewrite_add`. */
const REWRITTEN = /ArithmeticOptimizer\/[A-Za-z]+_/;
/** Before the names of constants that it has computed. */
const FOLDED = /^ConstantFolding\//;

/**
 * What a node of the optimized graph computes in the spec: TensorFlow runs nodes that were not emitted, named after
 * those that they replace, as in `train/conv/conv_fused`, and bodies of functions under the name of their call. The
 * longest name of an emitted node that one begins with says where it comes from.
 * @param places the layer of each emitted node
 */
export function originOfNode(node: string, places: ReadonlyMap<string, Origin>): Origin | undefined {
  const exact = places.get(node);
  if (exact) return exact;
  let name = node.replace(REWRITTEN, '').replace(FOLDED, '');
  while (name !== '') {
    const origin = places.get(name);
    if (origin) return origin;
    name = withoutLastWord(name);
  }
  return undefined;
}

/** `a/b_c-d` → `a/b_c` → `a/b` → `a` → nothing. */
function withoutLastWord(name: string): string {
  return name.slice(0, Math.max(0, name.search(/[/_:-][^/_:-]*$/)));
}
