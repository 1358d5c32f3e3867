import type { Graph } from '../../graph/graph.js';

/** A rewriting of a graph that keeps what it computes. One pass, one file; each can be switched off. */
export interface Pass {
  readonly name: string;
  readonly doc: string;
  run(graph: Graph): Graph;
}
