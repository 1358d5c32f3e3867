import type { Operation } from '../../graph/graph.js';
import type { Site } from '../../primitives/primitive.js';

/** Primitives that aren't computed: the host binds them. */
export const SOURCES: ReadonlySet<string> = new Set(['input', 'state']);

export function siteOf(operation: Operation): Site {
  return {
    attributes: operation.attributes,
    inputs: operation.inputs.map((input) => input.type),
    results: operation.results.map((result) => result.type),
  };
}

/** Whether a tfjs kernel carries the operation as it stands. */
export function isCarried(operation: Operation): boolean {
  const { name, tfjs } = operation.primitive;
  if (SOURCES.has(name)) return true;
  return tfjs !== undefined && (tfjs.supports?.(siteOf(operation)) ?? true);
}
