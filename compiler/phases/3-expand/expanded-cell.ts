import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourcedEdit } from '../../experiments/edits.js';
import type { Choice } from '../../experiments/plan.js';
import type { Experiment } from './experiment.js';
import type { LayerRules } from './layer-rules.js';
import type { Miss } from './misses.js';

/** One cell of an ablation while it is checked. */
export interface ExpandedCell {
  readonly coordinates: readonly number[];
  readonly choices: readonly Choice[];
  readonly edits: readonly SourcedEdit[];
  /** What its edits did to layers; undefined where its model is wrong. */
  readonly rules: LayerRules | undefined;
  readonly experiment: Experiment | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly misses: readonly Miss[];
}
