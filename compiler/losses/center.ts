import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Loss } from './loss.js';

/**
 * The published rule (Wen et al. 2016, equations 2 to 4, algorithm 1): the loss is seen from where the centres stand
 * before the step; no gradient moves them. Centres start at the origin.
 */
export const center: Loss = {
  name: 'center',
  reads: 'features',
  knowsClasses: true,
  doc: 'Half the squared distance of each example to the centre of its class (Wen et al. 2016). The centres move along, and accuracy by them is that of the nearest centre.',
  parameters: [
    { name: 'of', type: { kind: 'label' }, named: true, doc: 'the layer whose outputs gather around centres' },
    {
      name: 'rate',
      type: { kind: 'real', min: 0, max: 1 },
      default: { kind: 'real', value: 0.5 },
      named: true,
      doc: 'alpha: at each step a centre moves by rate · sum(x - c) / (1 + n) of the n examples of its class',
    },
  ],
  lower(site) {
    const { b, args, output, classes, labels } = site;
    const centers = site.statistic('centers', [classes, output.type.shape[1]!], 0);
    const members = b.oneHot(labels, classes);
    const own = b.stopGradient(b.matmul(members, centers));
    if (site.mode === 'train') site.updateStatistic('centers', moved(b, centers, output, members, args.real('rate')));
    return { perExample: b.mul(b.sum(b.square(b.sub(output, own)), [1]), 0.5), logits: nearness(b, output, centers) };
  },
};

/** @param members 1 for the class of each example, [N, classes] */
function moved(b: GraphBuilder, centers: Value, features: Value, members: Value, rate: number): Value {
  const count = b.reshape(b.sum(members, [0]), [centers.type.shape[0]!, 1]);
  const sums = b.matmul(members, features, { transposeA: true });
  const step = b.div(b.sub(sums, b.mul(centers, count)), b.add(count, 1));
  return b.add(centers, b.mul(step, rate));
}

/** -½‖x - c‖² of each centre, but for ½‖x‖², which is the same for all of them, [N, classes]. */
function nearness(b: GraphBuilder, features: Value, centers: Value): Value {
  const halves = b.reshape(b.mul(b.sum(b.square(centers), [1]), 0.5), [1, centers.type.shape[0]!]);
  return b.sub(b.matmul(features, centers, { transposeB: true }), halves);
}
