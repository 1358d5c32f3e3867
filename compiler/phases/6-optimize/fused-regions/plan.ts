import { operationsOf, rootsOf, type Graph, type Operation, type Value } from '../../../graph/graph.js';
import { sizeOf } from '../../../graph/types.js';
import { constant } from '../../../primitives/sources/constant.js';
import { grow } from './grow.js';
import { Materialized } from './materialized.js';

/** Operations that run as one and give one value. */
export interface PlannedRegion {
  readonly root: Value;
  /** Producers before consumers. */
  readonly members: readonly Operation[];
  /** What the members take from outside. */
  readonly inputs: readonly Value[];
}

/**
 * The regions of a graph. Each ends in a value that must lie in memory anyway, because something else than an
 * elementwise operation takes it, and reaches back to values that do so. What several regions need on the way is
 * computed in each: arithmetic is cheaper than memory, and what the backward half of a step needs of the forward half
 * isn't kept but made again from the outputs of convolutions.
 */
export function planRegions(
  graph: Graph,
  isFusable: (operation: Operation) => boolean,
  minSaved: number,
): PlannedRegion[] {
  const operations = operationsOf(rootsOf(graph));
  const materialized = new Materialized(graph, operations, isFusable);
  const regions: PlannedRegion[] = [];
  // Consumers first: where a region grows too large, what it takes from outside is materialised too.
  for (const operation of operations.reverse()) {
    const root = operation.results[0]!;
    if (!materialized.has(root)) continue;
    const region = grow(root, materialized);
    region.inputs.forEach((value) => materialized.add(value));
    if (savedElements(region) >= minSaved) regions.push(region);
  }
  return regions;
}

/** Elements that the members of a region don't write, against each of them alone; the last one writes in any case. */
function savedElements({ members }: PlannedRegion): number {
  const computed = members.filter(({ primitive }) => primitive.name !== constant.name);
  return computed.slice(0, -1).reduce((sum, { results }) => sum + sizeOf(results[0]!.type.shape), 0);
}
