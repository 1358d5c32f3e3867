import type { Operation, Value } from '../../../graph/graph.js';
import { makeRegion } from '../../../graph/region.js';
import { rewrite } from '../../../graph/rewrite.js';
import type { Pass } from '../pass.js';
import { planRegions, type PlannedRegion } from './plan.js';

/** Below that a call of compiled code costs more than the passes over memory. */
const MIN_SAVED_ELEMENTS = 1 << 16;

/**
 * Outlines chains of elementwise operations into regions, each of which a target compiles into one pass over memory.
 * For targets that can do that; the pass runs on a graph in their own terms and knows no layer by name.
 * @param isFusable whether the target can compile an operation as part of a region
 * @param minSaved elements that a region must save from being written and read again, all its operations together
 */
export function fusedRegions(isFusable: (operation: Operation) => boolean, minSaved = MIN_SAVED_ELEMENTS): Pass {
  return {
    name: 'fused-regions',
    doc: 'Computes chains of elementwise operations, and sums over them, in one pass over memory.',
    run(graph) {
      const planned = new Map<Value, PlannedRegion>();
      for (const region of planRegions(graph, isFusable, minSaved)) planned.set(region.root, region);
      return rewrite(graph, (operation, _, builder, substitute) => {
        const region = planned.get(operation.results[0]!);
        if (!region) return undefined;
        const primitive = makeRegion(region.members, region.inputs, [region.root]);
        return builder.applyAll(primitive, region.inputs.map(substitute), {});
      });
    },
  };
}
