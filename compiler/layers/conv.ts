import { convolutionAttributes, convolutionOutput, convolutionParameters, filterShape } from './convolution.js';
import { biasParameter } from './bias.js';
import type { Layer } from './layer.js';
import { plainFilter } from './plain-filter.js';
import { inF32 } from './precision.js';

export const conv: Layer = {
  name: 'conv',
  doc: 'Convolution: the dot product of each patch of the image with each filter.',
  example: 'conv(20, 5x5, padding: valid, bias: true)',
  parameters: [...convolutionParameters, biasParameter],
  arity: 'one',
  stateful: true,
  annotations: ['precision', 'init', 'weight_norm', 'project', 'freeze'],
  output: ([input], args) => convolutionOutput(input!, args, 'conv'),
  lower(site) {
    const { b, input, args, annotations } = site;
    const { precision } = annotations;
    const shape = filterShape(site);
    const filter = plainFilter(site, shape);
    const dot = b.conv(b.cast(input, precision), b.cast(filter, precision), convolutionAttributes(site));
    if (!args.bool('bias')) return dot;
    const bias = site.weight('bias', [shape[3]!], { kind: 'constant', value: 0 });
    return inF32(b, dot, (sums) => b.add(sums, bias));
  },
};
