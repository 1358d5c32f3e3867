import type { Graph } from '../../graph/graph.js';
import { commonSubexpressions } from './common-subexpressions.js';
import { constantFolding } from './constant-folding.js';
import { inverseFunctions } from './inverse-functions.js';
import type { Pass } from './pass.js';
import { scaledFilters } from './scaled-filters.js';

/** Every pass, in the order in which they run. Dead code needs none: only what outputs and updates need is run. */
export const passes: readonly Pass[] = [constantFolding, inverseFunctions, scaledFilters, commonSubexpressions];

/** The graph after the given passes: the same outputs and updates, computed with less work. */
export function optimize(graph: Graph, selected: readonly Pass[] = passes): Graph {
  return selected.reduce((optimized, pass) => pass.run(optimized), graph);
}
