import type { Value } from '../graph/graph.js';
import { withMargin } from './margin.js';
import type { Loss } from './loss.js';

export const softmax: Loss = {
  name: 'softmax',
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
    return { perExample: b.softmaxCrossEntropy(trained, targets), logits };
  },
};
