import { formatCount, formatPercent } from '../format-numbers.js';
import { scatterChart, type Chart } from '../report/index.js';
import type { Features } from './angular-metrics.js';
import { planarFeatures } from './planar.js';

/**
 * A scatter of features, by their principal components where they have more than two dimensions.
 * @param remark what else the subtitle says
 * @returns undefined where they have one dimension, which doesn't make a picture
 */
export function drawFeatures(
  features: Features,
  { title, remark }: { readonly title: string; readonly remark: string },
): Chart | undefined {
  const { dimensions, labels } = features;
  if (dimensions < 2) return undefined;
  const { points, shares } = planarFeatures(features);
  const examples = `${formatCount(labels.length)} test examples`;
  const from = shares ? [`${formatCount(dimensions)} dimensions by their principal components`] : [];
  return scatterChart({
    features: points,
    labels,
    title,
    subtitle: [examples, ...from, remark].join(', '),
    ...(shares && { axes: [axisTitle(1, shares[0]), axisTitle(2, shares[1])] as const }),
  });
}

function axisTitle(number: number, share: number): string {
  return `principal component ${number} (${formatPercent(share, 1)} of the variance)`;
}
