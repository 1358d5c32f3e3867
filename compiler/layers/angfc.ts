import type { Value } from '../graph/graph.js';
import { angularOutput } from './angle.js';
import { initialFilter } from './initial-filter.js';
import type { Layer } from './layer.js';
import { unitsParameter, vectorOutput } from './vector.js';

export const angfc: Layer = {
  name: 'angfc',
  doc: 'Angular fully connected layer: a function of the angle between the input and each filter (paper, equations 7 to 9).',
  example: 'angfc(10) @angle(log(m: 0.3rad)) @scale(1)',
  parameters: [unitsParameter],
  arity: 'one',
  stateful: true,
  ignoresScale: true,
  // The loss sees these angles, and they are few: rounded to bf16 they cost LeNet a percent of its accuracy.
  keepsProduct: true,
  annotations: ['angle', 'magnitude', 'norm', 'scale', 'grad', 'precision', 'init', 'project', 'freeze'],
  output: ([input], args) => vectorOutput(input!, args, 'angfc'),
  lower(site) {
    const { b, input, args, annotations } = site;
    const { precision } = annotations;
    const shape = [input.type.shape[1]!, args.int('units')];
    const rounded = (value: Value) => b.cast(b.cast(value, precision), 'f32');
    const x = rounded(input);
    const filter = rounded(site.weight('filter', shape, initialFilter(site, shape)));
    const inputEnergy = b.sum(b.square(x), [1], true);
    return angularOutput(site, { filter, inputEnergy, dot: (unit) => b.matmul(x, unit) });
  },
};
