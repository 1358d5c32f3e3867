import { convolutionAttributes, convolutionOutput, convolutionParameters, filterShape } from './convolution.js';
import { biasParameter } from './bias.js';
import { initialFilter } from './initial-filter.js';
import type { Layer } from './layer.js';

export const conv: Layer = {
  name: 'conv',
  doc: 'Convolution: the dot product of each patch of the image with each filter.',
  example: 'conv(20, 5x5, padding: valid, bias: true)',
  parameters: [...convolutionParameters, biasParameter],
  arity: 'one',
  stateful: true,
  annotations: ['init', 'freeze'],
  output: ([input], args) => convolutionOutput(input!, args, 'conv'),
  lower(site) {
    const { b, input, args } = site;
    const shape = filterShape(site);
    const filter = site.weight('filter', shape, initialFilter(site, shape));
    const dot = b.conv(input, filter, convolutionAttributes(site));
    return args.bool('bias') ? b.add(dot, site.weight('bias', [shape[3]!], { kind: 'constant', value: 0 })) : dot;
  },
};
