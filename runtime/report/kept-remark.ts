import type { TrainingCost } from '../../compiler/cost/training-cost.js';

/**
 * What is said behind the bytes that are kept where a step never holds as many: they count values as they are made, and
 * the plan replaces some at once by smaller ones that the backward half can do with.
 */
export function remarkOnKept({ keptBytes, peakBytes }: Pick<TrainingCost, 'keptBytes' | 'peakBytes'>): string {
  return keptBytes > peakBytes ? ' (before some of it is replaced early by smaller values)' : '';
}
