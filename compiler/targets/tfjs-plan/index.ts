import type { Graph } from '../../graph/graph.js';
import { optimize } from '../../phases/6-optimize/optimize.js';
import { legalize } from '../legalize.js';
import { lower } from './lowerings/index.js';
import { makePlan } from './make-plan.js';
import type { Plan } from './plan.js';
import { isCarried } from './site.js';
import { widenBf16 } from './widen.js';

export type { Binding, Operand, Plan, Step } from './plan.js';

/**
 * A graph in terms of what tfjs has.
 * @throws {Error} when a primitive has neither a kernel nor a decomposition
 */
export function tfjsGraph(graph: Graph): Graph {
  return optimize(legalize(widenBf16(graph), isCarried, 'tfjs', lower));
}

/**
 * Turns graphs into plans of tfjs kernels.
 * @param graph a graph of primitives
 * @returns a function that plans the outputs asked for (all of them when absent) and all of the graph's updates
 * @throws {Error} when a primitive has neither a kernel nor a decomposition
 */
export function tfjsPlanner(graph: Graph): (outputs?: readonly string[]) => Plan {
  const legal = tfjsGraph(graph);
  return (outputs = Object.keys(legal.outputs)) => {
    const wanted = Object.entries(legal.outputs).filter(([name]) => outputs.includes(name));
    return makePlan({ ...legal, outputs: Object.fromEntries(wanted) });
  };
}
