import type { Reporter } from '../../diagnostics/reporter.js';
import type { Resolved } from '../1-resolve/modules.js';
import { AnnotationTracker } from './annotations.js';
import { expandExperiment } from './expand-experiment.js';
import { expandModel } from './expand-model.js';
import type { Experiment } from './experiment.js';
import type { Network } from './network.js';

/** Instantiates what the root file declares: each experiment, and each model that needs no arguments. */
export function expandAll(
  { root }: Resolved,
  reporter: Reporter,
): { readonly experiments: ReadonlyMap<string, Experiment>; readonly networks: ReadonlyMap<string, Network> } {
  const experiments = new Map<string, Experiment>();
  const networks = new Map<string, Network>();
  // An annotation counts as reached if any instantiation reaches it: defaults may leave out what arguments bring.
  const tracker = new AnnotationTracker();
  for (const [name, declared] of root.scope.models) {
    if (declared.declaration.parameters.some((parameter) => !parameter.default)) continue;
    const { network } = expandModel(declared, [], { module: root, reporter, values: new Map() }, tracker);
    if (network) networks.set(name, network);
  }
  for (const [name, declared] of root.scope.experiments) {
    const experiment = expandExperiment(declared, reporter, tracker);
    if (experiment) experiments.set(name, experiment);
  }
  if (!reporter.hasErrors) tracker.reportUnreached();
  return { experiments, networks };
}
