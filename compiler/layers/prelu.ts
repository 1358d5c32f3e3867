import type { Layer } from './layer.js';
import { inF32 } from './precision.js';

export const prelu: Layer = {
  name: 'prelu',
  doc: 'Rectifier with a learned slope for negative values (He et al. 2015), one a channel.',
  example: 'prelu',
  parameters: [
    {
      name: 'shared',
      type: { kind: 'bool' },
      default: { kind: 'bool', value: false },
      named: true,
      doc: 'one slope for all channels',
    },
  ],
  arity: 'one',
  stateful: true,
  annotations: ['precision', 'freeze'],
  output: ([input]) => input!,
  lower(site) {
    const { b, input, args } = site;
    const slopes = args.bool('shared') ? 1 : input.type.shape.at(-1)!;
    const slope = site.weight('slope', [slopes], { kind: 'constant', value: 0.25 });
    return inF32(b, input, (x) => b.add(b.relu(x), b.mul(b.min(x, 0), slope)));
  },
};
