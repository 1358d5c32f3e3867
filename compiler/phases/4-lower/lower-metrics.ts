import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { LoweredLosses } from './lower-losses.js';

/** Confusion matrices of more classes are left out: they have more cells than a test set has examples. */
export const maxConfusionClasses = 1000;

/** With so many classes or fewer, the own one is always among the first five. */
const FIVE = 5;

type Classified = Pick<LoweredLosses, 'logits' | 'predicted' | 'correct'> & {
  /** Class numbers, i32 [N]. */
  readonly labels: Value;
  /** 1 for examples that count, 0 for padding, [N]. */
  readonly weights: Value;
};

/**
 * Counts beside the accuracy: `correct_top5` where there are more than five classes, and `confusion`, [classes, classes],
 * the examples by label (rows) and by the class with the largest logit (columns), where there are at most a thousand.
 */
export function lowerMetrics(b: GraphBuilder, classified: Classified): Readonly<Record<string, Value>> {
  const { logits, labels, predicted, weights } = classified;
  const classes = logits.type.shape[1]!;
  const own = b.oneHot(labels, classes);
  const metrics: Record<string, Value> = {};
  if (classes > FIVE) {
    const topFive = inTopFive(b, classified, b.greater(own, 0), classes);
    metrics['correct_top5'] = b.sum(b.mul(topFive, weights), [0]);
  }
  if (classes <= maxConfusionClasses) {
    const counted = b.mul(own, b.reshape(weights, [weights.type.shape[0]!, 1]));
    metrics['confusion'] = b.matmul(counted, b.oneHot(predicted, classes), { transposeA: true });
  }
  return metrics;
}

/**
 * 1 where the own class is the predicted one, or at most four others have as large a logit. So a tie at the fifth place
 * doesn't count, as otherwise a net whose logits are all equal would have every class among its first five.
 */
function inTopFive(b: GraphBuilder, { logits, correct }: Classified, isOwn: Value, classes: number): Value {
  const ownLogit = b.sum(b.select(isOwn, logits, 0), [1], true);
  const beaten = b.sum(b.cast(b.greater(ownLogit, logits), 'f32'), [1]);
  return b.max(correct, b.cast(b.greaterEqual(beaten, classes - FIVE), 'f32'));
}
