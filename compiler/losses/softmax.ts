import type { Loss } from './loss.js';

export const softmax: Loss = {
  name: 'softmax',
  doc: 'Cross entropy of softmax(scale · output) with the labels (paper, equation 10 with the scale S).',
  parameters: [
    { name: 'of', type: { kind: 'label' }, named: true, doc: 'the layer whose outputs are the logits, one a class' },
    {
      name: 'smoothing',
      type: { kind: 'real', min: 0, max: 1 },
      default: { kind: 'real', value: 0 },
      named: true,
      doc: 'share of the probability that is spread evenly over all classes (Szegedy et al. 2016, section 7)',
    },
  ],
  lower({ b, args, output, scale, labels }) {
    const classes = output.type.shape[1]!;
    const logits = scale === 1 ? output : b.mul(output, scale);
    const oneHot = b.oneHot(labels, classes);
    const smoothing = args.real('smoothing');
    const targets = smoothing === 0 ? oneHot : b.add(b.mul(oneHot, 1 - smoothing), smoothing / classes);
    return { perExample: b.softmaxCrossEntropy(logits, targets), logits };
  },
};
