import type { Reporter } from '../../diagnostics/reporter.js';
import { hasErrorWithin } from '../../diagnostics/within.js';
import type { Module, Resolved } from '../1-resolve/modules.js';
import type { Ablation } from './ablation.js';
import { AnnotationTracker } from './annotations.js';
import { checkUnread } from './check-unread.js';
import { checkSoundCells, expandAblation } from './expand-ablation.js';
import { expandEdited, expandProfiles } from './expand-edited.js';
import { expandModel } from './expand-model.js';
import type { Experiment } from './experiment.js';
import type { Network } from './network.js';

/** What a file declares, instantiated. */
export interface Expanded {
  readonly experiments: ReadonlyMap<string, Experiment>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly ablations: ReadonlyMap<string, Ablation>;
}

/**
 * Instantiates what the root file declares: each experiment with its profiles, each model that needs no arguments,
 * each cell of each ablation.
 */
export function expandAll({ root }: Resolved, reporter: Reporter): Expanded {
  const experiments = new Map<string, Experiment>();
  const networks = new Map<string, Network>();
  const ablations = new Map<string, Ablation>();
  const profiles: Experiment[] = [];
  // An annotation counts as reached if any instantiation reaches it: defaults may leave out what arguments bring.
  const tracker = new AnnotationTracker();
  for (const [name, declared] of root.scope.models) {
    if (declared.declaration.parameters.some((parameter) => !parameter.default)) continue;
    const { network } = expandModel(declared, [], { module: root, reporter, values: new Map() }, tracker);
    if (network) networks.set(name, network);
  }
  for (const [name, declared] of root.scope.experiments) {
    const experiment = expandEdited(declared, [], reporter, tracker);
    if (experiment && !reporter.hasErrors) experiments.set(name, experiment);
    if (experiment) profiles.push(...expandProfiles(declared, reporter, tracker));
  }
  for (const [name, declared] of root.scope.ablations) {
    const within = { file: declared.module.path, span: declared.declaration.span };
    if (hasErrorWithin(within, reporter.diagnostics)) {
      checkSoundCells(declared, reporter, tracker.optionals);
      continue;
    }
    const ablation = expandAblation(declared, reporter, undefined, tracker.optionals);
    if (ablation) ablations.set(name, ablation);
  }
  if (isExpanded(root, experiments, reporter)) tracker.reportUnreached(reporter);
  if (!reporter.hasErrors) {
    const cells = [...ablations.values()].flatMap(({ cells }) => cells.flatMap(({ experiment }) => experiment ?? []));
    checkUnread([...experiments.values(), ...profiles, ...cells], root.path, reporter);
  }
  return { experiments, networks, ablations };
}

/** Whether every annotation had its chance to reach a layer: mistakes of a scale leave out no layer, but profiles. */
function isExpanded({ scope }: Module, experiments: Expanded['experiments'], reporter: Reporter): boolean {
  const errors = reporter.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => code !== 'scale-not-on-loss')) return false;
  return [...scope.experiments].every(
    ([name, { declaration }]) => experiments.has(name) || declaration.profiles.length === 0,
  );
}
