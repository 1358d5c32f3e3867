import type { Difference } from '../statistics/paired.js';
import type { Sample } from '../statistics/sample.js';
import type { MetricName } from '../report.js';

/** How a metric is written: accuracies in percent with two decimals, as publications do, losses with four. */
const styles: Readonly<Record<MetricName, { readonly factor: number; readonly decimals: number }>> = {
  accuracy: { factor: 100, decimals: 2 },
  loss: { factor: 1, decimals: 4 },
};

export const NOTHING = '–';

/** What stands behind the metric's name in a heading. */
export function unitOf(metric: MetricName): string {
  return metric === 'accuracy' ? ' %' : '';
}

export function formatValue(metric: MetricName, value: number): string {
  const { factor, decimals } = styles[metric];
  return (value * factor).toFixed(decimals);
}

/** `78.22 ± 0.14`, or the mean alone where there is one seed. */
export function formatSample(metric: MetricName, { mean, deviation }: Sample): string {
  const spread = deviation === undefined ? '' : ` ± ${formatValue(metric, deviation)}`;
  return formatValue(metric, mean) + spread;
}

/** `77.87 to 78.57` */
export function formatInterval(metric: MetricName, { interval }: Sample): string {
  return interval ? interval.map((end) => formatValue(metric, end)).join(' to ') : NOTHING;
}

/** `+0.31`, with a real minus sign below 0. */
function formatSigned(metric: MetricName, value: number): string {
  const digits = formatValue(metric, Math.abs(value));
  if (Number(digits) === 0) return digits;
  return value < 0 ? `−${digits}` : `+${digits}`;
}

/** `+0.31 (−0.04 to +0.66)` */
export function formatDifference(metric: MetricName, { mean, interval }: Difference): string {
  const ends = interval?.map((end) => formatSigned(metric, end)).join(' to ');
  return formatSigned(metric, mean) + (ends === undefined ? '' : ` (${ends})`);
}

export function formatProbability(p: number | undefined): string {
  if (p === undefined) return NOTHING;
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** What the numbers of a table are: of one seed, or means over several. */
export function whatIsShown(seeds: number): string {
  return seeds > 1 ? 'means over seeds ± standard deviations' : 'seed 0';
}
