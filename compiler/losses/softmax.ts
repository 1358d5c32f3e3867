import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { withMargin } from './margin.js';
import type { Loss } from './loss.js';

export const softmax: Loss = {
  name: 'softmax',
  reads: 'classes',
  knowsClasses: true,
  doc: 'Cross entropy of softmax(scale · output) with the labels (paper, equation 10 with the scale S).',
  parameters: [
    { name: 'of', type: { kind: 'label' }, named: true, doc: 'the layer whose outputs are the logits, one a class' },
    {
      name: 'smoothing',
      type: { kind: 'real', min: 0, max: 1, belowMax: true },
      default: { kind: 'real', value: 0 },
      named: true,
      doc: 'share of the probability that is spread evenly over all classes (Szegedy et al. 2016, section 7)',
    },
    {
      name: 'floor',
      type: { kind: 'real', min: 0, max: 1 },
      default: { kind: 'real', value: 0 },
      named: true,
      doc: 'added to each probability inside of the logarithm (1e-4 in the public code of Decoupled Networks)',
    },
    {
      name: 'margin',
      type: { kind: 'margin-function' },
      default: null,
      named: true,
      doc: "in training, what takes the place of the angle function's value for an example's own class",
    },
  ],
  lower(site) {
    const { b, args, output, scale, labels } = site;
    const classes = output.type.shape[1]!;
    const scaled = (value: Value) => (scale === 1 ? value : b.mul(value, scale));
    const oneHot = b.oneHot(labels, classes);
    const logits = scaled(output);
    const hasMargin = site.mode === 'train' && args.has('margin');
    const trained = hasMargin ? scaled(withMargin(site, args.marginFunction('margin'), oneHot)) : logits;
    const smoothing = args.real('smoothing');
    const targets = smoothing === 0 ? oneHot : b.add(b.mul(oneHot, 1 - smoothing), smoothing / classes);
    return { perExample: crossEntropy(b, trained, targets, args.real('floor')), logits };
  },
};

/** -sum t·ln(p + floor) of each example, [N]. A floor bounds the loss of an example by -ln(floor). */
function crossEntropy(b: GraphBuilder, logits: Value, targets: Value, floor: number): Value {
  if (floor === 0) return b.softmaxCrossEntropy(logits, targets);
  return b.neg(b.sum(b.mul(targets, b.ln(b.add(b.softmax(logits), floor))), [1]));
}
