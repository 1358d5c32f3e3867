import type { Layer } from './layer.js';
import { inF32 } from './precision.js';

export const dropout: Layer = {
  name: 'dropout',
  doc: 'In training sets a random share of the values to 0 and scales up the rest (Srivastava et al. 2014); identity in evaluation.',
  example: 'dropout(50%)',
  parameters: [
    {
      name: 'rate',
      type: { kind: 'real', min: 0, max: 1, belowMax: true },
      doc: 'share of the values that are dropped',
    },
  ],
  arity: 'one',
  // Its random numbers are keyed by its path, like weights.
  stateful: true,
  cuts: (args) => (args.real('rate') > 0 ? 'a random part of the logits in each step' : undefined),
  annotations: ['precision'],
  output: ([input]) => input!,
  lower(site) {
    const { b, input, args } = site;
    const rate = args.real('rate');
    if (site.mode === 'evaluate' || rate === 0) return input;
    const kept = b.cast(b.greaterEqual(site.random(input.type.shape), rate), 'f32');
    return inF32(b, input, (x) => b.mul(x, b.mul(kept, 1 / (1 - rate))));
  },
};
