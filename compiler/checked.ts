import type { Diagnostic } from './diagnostics/diagnostic.js';
import type { Resolved } from './phases/1-resolve/modules.js';
import type { Ablation } from './phases/3-expand/ablation.js';
import type { Experiment } from './phases/3-expand/experiment.js';
import type { Network } from './phases/3-expand/network.js';

/** What is known of a file after checking: everything that is wrong with it, and what can be run of it. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly resolved: Resolved;
  /** The experiments without mistakes, by name, in text order. */
  readonly experiments: ReadonlyMap<string, Experiment>;
  /** The models that can be instantiated with their default arguments, by name, in text order. */
  readonly networks: ReadonlyMap<string, Network>;
  /** The ablations with all their cells, by name, in text order. */
  readonly ablations: ReadonlyMap<string, Ablation>;
}
