import type { Experiment } from '../phases/3-expand/experiment.js';

/**
 * A length to compile an experiment for whose data nobody has counted yet. Milestones in percent must stay apart, as
 * they do in a real run: those that coincide would share a constant, and the estimate of memory would miss it.
 */
export function nominalSteps({ length }: Pick<Experiment, 'length'>): number {
  return 'steps' in length ? length.steps : 1_000_000;
}
