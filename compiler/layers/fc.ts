import { biasParameter } from './bias.js';
import type { Layer } from './layer.js';
import { plainFilter } from './plain-filter.js';
import { unitsParameter, vectorOutput } from './vector.js';

export const fc: Layer = {
  name: 'fc',
  doc: 'Fully connected layer: the dot product of the input with each filter.',
  example: 'fc(500, bias: true)',
  parameters: [unitsParameter, biasParameter],
  arity: 'one',
  stateful: true,
  annotations: ['scale', 'precision', 'init', 'weight_norm', 'project', 'freeze'],
  output: ([input], args) => vectorOutput(input!, args, 'fc'),
  lower(site) {
    const { b, input, args, annotations } = site;
    const { precision } = annotations;
    const [inputs, units] = [input.type.shape[1]!, args.int('units')];
    const shape = [inputs, units];
    const filter = plainFilter(site, shape);
    const dot = b.cast(b.matmul(b.cast(input, precision), b.cast(filter, precision)), 'f32');
    return args.bool('bias') ? b.add(dot, site.weight('bias', [units], { kind: 'constant', value: 0 })) : dot;
  },
};
