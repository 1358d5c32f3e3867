import { formatAccuracy, type OverfitResult } from '../training/index.js';
import { plural } from './text.js';

/** Whether a network can learn one batch by heart, and what to look at where it can't. */
export function formatOverfit({ learned, steps, batch, first, last }: OverfitResult): string {
  const moved = `loss ${first.loss.toPrecision(4)} at first, ${last.loss.toPrecision(4)} at last`;
  const taken = `after ${plural(steps, 'step')} on the same ${plural(batch, 'example')}`;
  if (learned) return `The batch is learnt by heart: all of it is classified right ${taken} (${moved}).`;
  return (
    `The batch is not learnt by heart: ${formatAccuracy(last)} of it is classified right ${taken} (${moved}).\n` +
    'Look at the learning rate, at regularizers and dropout, at margins and scales, and at whether labels belong to their examples.'
  );
}
