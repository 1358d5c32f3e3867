import type { Value } from '../../graph/graph.js';
import type { Experiment } from '../3-expand/experiment.js';
import type { GraphDraft } from './graph-draft.js';
import type { LoweredNetwork } from './lower-network.js';

export interface LoweredLosses {
  /** The weighted sum of all losses, for each example, [N]. */
  readonly perExample: Value;
  /** 1 where the class with the largest logit of the first loss is the label, [N]. */
  readonly correct: Value;
}

export function lowerLosses(experiment: Experiment, network: LoweredNetwork, draft: GraphDraft): LoweredLosses {
  const { b } = draft;
  const labels = draft.labels();
  const results = experiment.losses.map(({ loss, args, target, factor }) => {
    const output = network.outputs.get(target)!;
    const { perExample, logits } = loss.lower({ b, args, output, scale: target.annotations.scale, labels });
    return { perExample: factor === 1 ? perExample : b.mul(perExample, factor), logits };
  });
  const perExample = results.map((result) => result.perExample).reduce((sum, term) => b.add(sum, term));
  const correct = b.cast(b.equal(b.argmax(results[0]!.logits, 1), labels), 'f32');
  return { perExample, correct };
}
