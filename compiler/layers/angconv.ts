import type { Value } from '../graph/graph.js';
import { angularOutput } from './angle.js';
import { convolutionAttributes, convolutionOutput, convolutionParameters, filterShape } from './convolution.js';
import { initialFilter } from './initial-filter.js';
import type { Layer } from './layer.js';

export const angconv: Layer = {
  name: 'angconv',
  doc: 'Angular convolution: a function of the angle between each patch of the image and each filter (paper, section 3; SphereConv of Liu et al. 2017).',
  example: 'angconv(96, 3x3) @angle(log)',
  parameters: convolutionParameters,
  arity: 'one',
  stateful: true,
  ignoresScale: true,
  annotations: ['angle', 'magnitude', 'norm', 'grad', 'precision', 'init', 'project', 'freeze'],
  output: ([input], args) => convolutionOutput(input!, args, 'angconv'),
  lower(site) {
    const { b, input, annotations } = site;
    const { precision } = annotations;
    const shape = filterShape(site);
    const attributes = convolutionAttributes(site);
    const filter = site.weight('filter', shape, initialFilter(site, shape));
    // |patch|² is a box filter over the channel-summed squares: one channel instead of a convolution of x².
    const energy = b.sum(b.square(b.cast(input, 'f32')), [3], true);
    const box = b.constant(1, [shape[0]!, shape[1]!, 1, 1]);
    const inputEnergy = b.conv(energy, box, attributes);
    const dot = (unit: Value) => b.cast(b.conv(b.cast(input, precision), b.cast(unit, precision), attributes), 'f32');
    return angularOutput(site, { filter, inputEnergy, dot });
  },
};
