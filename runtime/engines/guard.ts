import type { Graph } from '../../compiler/graph/graph.js';
import { NotFiniteError } from './engine.js';

/** The outputs that a call has to compute: those wanted, all where none are named, and what guards the updates. */
export function withGuard({ guard }: Graph, wanted: readonly string[] | undefined): readonly string[] | undefined {
  return wanted && guard !== undefined && !wanted.includes(guard) ? [...wanted, guard] : wanted;
}

/**
 * Looks at the guard of a graph, before its updates are written.
 * @param outputs what the graph computed of `withGuard`'s names
 * @returns the outputs that were wanted
 * @throws {NotFiniteError} where the guard isn't finite
 */
export function guarded<Tensor extends ArrayLike<number>>(
  { name, guard }: Graph,
  outputs: Record<string, Tensor>,
  wanted: readonly string[] | undefined,
): Record<string, Tensor> {
  if (guard === undefined) return outputs;
  if (!Number.isFinite(outputs[guard]![0])) throw new NotFiniteError(name);
  if (!wanted || wanted.includes(guard)) return outputs;
  return Object.fromEntries(Object.entries(outputs).filter(([output]) => output !== guard));
}
