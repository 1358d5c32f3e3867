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
  const [count, most] = [elements, limits.elements].map((number) => number.toLocaleString('en'));
  return {
    problem: `a weight of ${weight.join('x')} has ${count} elements, where at most ${most} are allowed`,
    hint: 'use a smaller kernel, or fewer filters or units',
  };
}
