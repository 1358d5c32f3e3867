import type { Ablation } from '../phases/3-expand/ablation.js';
import { canonicalText } from './canonical-text.js';

/**
 * The cells of an ablation that mean the same experiment, so that one run does for all of them: groups of indices of
 * cells, each in order, by their first. Cells with mistakes stand alone.
 */
export function equalCells({ cells }: Pick<Ablation, 'cells'>): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  cells.forEach(({ experiment }, index) => {
    const meaning = experiment ? canonicalText(experiment) : `cell ${index}`;
    const group = groups.get(meaning) ?? [];
    group.push(index);
    groups.set(meaning, group);
  });
  return [...groups.values()];
}
