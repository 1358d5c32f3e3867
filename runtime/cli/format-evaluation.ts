import { formatAccuracy, type BestResult, type Evaluation, type FeatureRecord } from '../training/index.js';
import type { Channel } from './io.js';
import { formatAngle, formatPercent } from '../format-numbers.js';
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

/** `features of feature, angles of 4.1° within and 98.4° between classes, straightness 0.9944`, of what can be told. */
export function formatAngles({
  layer,
  within,
  between,
  straightness,
}: Pick<FeatureRecord, 'layer' | 'within' | 'between' | 'straightness'>): string {
  const told = [
    within === null ? [] : [`${formatAngle(within)} within`],
    between === null ? [] : [`${formatAngle(between)} between`],
  ].flat();
  const angles = told.length === 0 ? [] : [`angles of ${told.join(' and ')} classes`];
  const straight = straightness === null ? [] : [`straightness ${straightness.toFixed(4)}`];
  return [`features of ${layer}`, ...angles, ...straight].join(', ');
}

/** `classes most often taken for others: 7 for 2 (33), 9 for 8 (28)`, a line, where any is. */
export function formatConfusions({ confusion = [] }: Evaluation): string {
  const mistakes = confusion.flatMap((row, label) =>
    row.flatMap((count, predicted) => (count > 0 && predicted !== label ? [{ label, predicted, count }] : [])),
  );
  if (mistakes.length === 0) return '';
  const worst = mistakes.sort((a, b) => b.count - a.count).slice(0, 3);
  const texts = worst.map(({ label, predicted, count }) => `${label} for ${predicted} (${formatCount(count)})`);
  return `classes most often taken for others: ${texts.join(', ')}\n`;
}

/** `best on held-out examples after step 600: validation accuracy 97.80 %, test accuracy 98.52 %` */
export function formatBest({ step, test, validation }: BestResult, steps: number): string {
  if (step === steps) return 'the last step is also the best on held-out examples';
  const [held, tested] = [validation, test].map(formatAccuracy);
  return `best on held-out examples after step ${formatCount(step)}: validation accuracy ${held}, test accuracy ${tested}`;
}

function counts({ correct, count }: Evaluation): string {
  return `${formatCount(correct)} of ${formatCount(count)}`;
}
