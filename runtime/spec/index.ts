export { openAblation } from './open-ablation.js';
export { hasErrors, openExperiment, openSpec, SpecError, type Spec } from './open-spec.js';
export { LARGEST_SPEC, readSpec } from './read-spec.js';
export { SpecHost } from './spec-host.js';
