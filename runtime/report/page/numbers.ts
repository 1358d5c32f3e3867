import { formatAngle, formatCount, formatDuration, formatPercent } from '../../format-numbers.js';
import type { EvaluationReport, FeatureReport, RunReport } from './run-report.js';

/** What a run came to, by name; undefined where it wasn't measured. */
export type Quantity = readonly [name: string, read: (run: RunReport) => string | undefined];

const DASH = '–';

/** `98.42 % (9,842 of 10,000)` */
export function accuracyText({ accuracy, correct, count }: EvaluationReport): string {
  return `${formatPercent(accuracy)} (${formatCount(correct)} of ${formatCount(count)})`;
}

export function angleText(angle: number | null): string {
  return angle === null ? DASH : formatAngle(angle);
}

export function straightnessText(straightness: number | null): string {
  return straightness === null ? DASH : straightness.toFixed(4);
}

const ofFeatures = (read: (features: FeatureReport) => string) => (run: RunReport) =>
  run.result?.features && read(run.result.features);

/** In the order in which reports show them. */
export const quantities: readonly Quantity[] = [
  ['test accuracy', ({ result }) => result && accuracyText(result.test)],
  ['class among the first five', ({ result }) => percent(result?.test.top5)],
  ['test loss', ({ result }) => result?.test.loss.toPrecision(5)],
  ['validation accuracy', ({ result }) => result?.validation && accuracyText(result.validation)],
  ['validation loss', ({ result }) => result?.validation?.loss.toPrecision(5)],
  ['features of', ofFeatures(({ layer, dimensions }) => `${layer}, ${formatCount(dimensions)} dimensions`)],
  ['mean angle within classes', ofFeatures(({ within }) => angleText(within))],
  ['mean angle between classes', ofFeatures(({ between }) => angleText(between))],
  ['mean angle to the nearest class', ofFeatures(({ nearest }) => angleText(nearest))],
  ['straightness', ofFeatures(({ straightness }) => straightnessText(straightness))],
  ['time of the last call', ({ time }) => time && timeText(time)],
];

function percent(fraction: number | undefined): string | undefined {
  return fraction === undefined ? undefined : formatPercent(fraction);
}

function timeText({ seconds, steps }: { readonly seconds: number; readonly steps: number }): string {
  return `${formatDuration(seconds)} for ${formatCount(steps)} steps, evaluation and pictures`;
}
