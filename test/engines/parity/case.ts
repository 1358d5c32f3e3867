import type { Graph } from '../../../compiler/graph/graph.js';
import type { HostTensors } from '../../../runtime/engines/engine.js';

/** Graphs and numbers to run them on, that stand for one entry of a registry. */
export interface ParityCase {
  /** The primitive's or layer's name. */
  readonly name: string;
  /** Says what was drawn. */
  readonly label: string;
  /** They share feeds and state; no two have an output or update of one name. */
  readonly graphs: readonly Graph[];
  readonly feeds: HostTensors;
  readonly state: HostTensors;
}

/** The part of a case's results that is no gradient is judged by another tolerance than the gradients. */
export function isGradient(output: string): boolean {
  return output.startsWith('gradient');
}
