import { formatAccuracy, type Evaluation } from '../training/index.js';
import type { Channel } from './io.js';
import { formatPercent } from '../format-numbers.js';
import { formatCount } from './text.js';

/** `test accuracy 98.52 % (9,852 of 10,000 test examples)` */
export function formatTest(evaluation: Evaluation, { bold }: Channel['colors']): string {
  return `${bold(`test accuracy ${formatAccuracy(evaluation)}`)} (${counts(evaluation)} test examples)`;
}

/** `validation accuracy 97.80 % (4,890 of 5,000 held-out examples)` */
export function formatValidation(evaluation: Evaluation): string {
  return `validation accuracy ${formatAccuracy(evaluation)} (${counts(evaluation)} held-out examples)`;
}

/** `99.60 % have their class among the first five`, a line, where there are more than five classes. */
export function formatTopFive({ top5 }: Evaluation): string {
  return top5 === undefined ? '' : `${formatPercent(top5)} have their class among the first five\n`;
}

function counts({ correct, count }: Evaluation): string {
  return `${formatCount(correct)} of ${formatCount(count)}`;
}
