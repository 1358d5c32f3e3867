import type { Operand } from '../../evaluation/build-expression.js';
import { heldAbove } from '../../evaluation/build-function.js';
import type { StateVariable, Value } from '../../graph/graph.js';
import { scalar, tensor, type Shape } from '../../graph/types.js';
import type { LayerSite } from '../../layers/layer.js';
import type { Experiment, LossTerm } from '../3-expand/experiment.js';
import type { LayerNode } from '../3-expand/network.js';
import { functionStorage } from './function-storage.js';
import type { GraphDraft } from './graph-draft.js';
import type { LoweredNetwork, WeightUse } from './lower-network.js';

export interface LoweredLosses {
  /** The weighted sum of all losses, for each example, [N]. */
  readonly perExample: Value;
  /** The class with the largest logit by the first loss that knows classes, the first of equal ones, i32 [N]. */
  readonly predicted: Value;
  /** 1 where that is the label, [N]. */
  readonly correct: Value;
  /** Of the first loss that knows classes, [N, classes]. */
  readonly logits: Value;
  /** What margins and scales have learned. */
  readonly weights: readonly WeightUse[];
}

/** @param counted in evaluation: which examples are more than padding, bool [N] */
export function lowerLosses(
  experiment: Experiment,
  network: LoweredNetwork,
  draft: GraphDraft,
  mode: LayerSite['mode'],
  counted?: Value,
): LoweredLosses {
  const { b } = draft;
  const labels = draft.labels();
  const { description, args: dataArguments } = experiment.data;
  const classes = description.classes(dataArguments);
  const weights = new Map<string, WeightUse>();
  const results = experiment.losses.map((term, index) => {
    const { loss, args, target, factor, origin } = term;
    b.origin = origin;
    const { perExample, logits } = loss.lower({
      b,
      mode,
      args,
      output: b.cast(network.outputs.get(target)!, 'f32'),
      scale: scaleOf(target, draft, weights),
      angle: network.angles.get(target),
      gradient: target.annotations.grad,
      classes,
      labels,
      counted,
      step: b.add(draft.step(), 1),
      functionStorage: (parameter) => storageOf(term, `loss/${index}/${parameter}`, draft, mode, weights),
      statistic: (name, shape, value) => draft.read(statisticOf(`loss/${index}/${name}`, shape, value)),
      updateStatistic: (name, value) => draft.write(`loss/${index}/${name}`, value),
    });
    return { perExample: factor === 1 ? perExample : b.mul(perExample, factor), logits };
  });
  b.origin = experiment.losses[0]!.origin;
  const perExample = results.map((result) => result.perExample).reduce((sum, term) => b.add(sum, term));
  const logits = results.find((result) => result.logits)?.logits;
  if (!logits) throw new Error('no loss of the experiment knows classes');
  const predicted = b.argmax(logits, 1);
  const correct = b.cast(b.equal(predicted, labels), 'f32');
  b.origin = undefined;
  return { perExample, predicted, correct, logits, weights: [...weights.values()] };
}

/** The `@scale` of the layer that a loss reads; several losses may read one layer. */
function scaleOf(node: LayerNode, draft: GraphDraft, weights: Map<string, WeightUse>): Operand {
  const { start, learned, minimum } = node.annotations.scale;
  if (!learned) return start;
  const name = `${node.path}/scale`;
  const weight = (value: number): Value => {
    const read = draft.read({ name, type: scalar, role: 'weight', initializer: { kind: 'constant', value } });
    weights.set(name, { node, name, value: read, owner: 'function' });
    return read;
  };
  return heldAbove(draft.b, weight, start, minimum);
}

function statisticOf(name: string, shape: Shape, value: number): StateVariable {
  return { name, type: tensor('f32', shape), role: 'statistic', initializer: { kind: 'constant', value } };
}

function storageOf(
  { target: node }: LossTerm,
  prefix: string,
  draft: GraphDraft,
  mode: LayerSite['mode'],
  weights: Map<string, WeightUse>,
) {
  return functionStorage(draft, { prefix, filters: 1, mode }, (name, value) => {
    weights.set(name, { node, name, value, owner: 'loss' });
  });
}
