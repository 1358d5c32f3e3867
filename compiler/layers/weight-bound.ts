import { sizeOf, type Shape } from '../graph/types.js';
import { limits } from '../phases/3-expand/limits.js';
import type { LayerProblem } from './layer.js';

/**
 * What is wrong with a weight that no machine holds. Checking doesn't go on behind it: what follows may be as large.
 * @param weight its shape
 */
export function weightProblem(weight: Shape): LayerProblem | undefined {
  const elements = sizeOf(weight);
  if (elements <= limits.elements) return undefined;
  return {
    problem: `a weight of ${weight.join('x')} has ${elements} elements, where at most ${limits.elements} are allowed`,
    hint: 'use a smaller kernel, or fewer filters or units',
  };
}
