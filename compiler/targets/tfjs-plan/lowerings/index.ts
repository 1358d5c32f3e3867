import type { Graph } from '../../../graph/graph.js';
import { rewrite, type RewriteRule } from '../../../graph/rewrite.js';

const RULES: readonly RewriteRule[] = [];

/** The graph with operations replaced whose kernels are wrong or slow, where others give the same faster. */
export function lower(graph: Graph): Graph {
  return RULES.reduce(rewrite, graph);
}
