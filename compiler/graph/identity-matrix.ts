import type { GraphBuilder } from './builder.js';
import type { Value } from './graph.js';

/** The matrix [n, n]: rows of a one and n zeros, written one after another, have a one in every (n + 1)th place. */
export function identityMatrix(b: GraphBuilder, n: number): Value {
  const rows = b.pad(b.constant(1, [n, 1]), [0, 0], [0, n]);
  return b.reshape(b.slice(b.reshape(rows, [n * (n + 1)]), [0], [n * n]), [n, n]);
}
