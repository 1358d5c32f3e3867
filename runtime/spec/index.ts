export { openAblation, openAblations, type OpenedAblation } from './open-ablation.js';
export {
  experimentOf,
  hasErrors,
  openExperiment,
  openSpec,
  SpecError,
  type OpenedExperiment,
  type Spec,
} from './open-spec.js';
export { LARGEST_SPEC, readSpec } from './read-spec.js';
export { SpecHost } from './spec-host.js';
