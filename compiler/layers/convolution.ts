import type { Arguments } from '../evaluation/arguments.js';
import type { Shape } from '../graph/types.js';
import type { ConvolutionAttributes } from '../primitives/convolution/convolution.js';
import type { Parameter } from '../schema.js';
import { imageProblem, paddingParameter, slide, strideParameter, windowProblem, type Window } from './geometry.js';
import type { LayerProblem, LayerSite } from './layer.js';
import { weightProblem } from './weight-bound.js';

/** What `conv` and `angconv` share: parameters, shape rule, and how their filters lie. */
export const convolutionParameters: readonly Parameter[] = [
  {
    name: 'filters',
    type: { kind: 'int', min: 1 },
    doc: 'number of filters, which is the number of channels it gives',
  },
  { name: 'kernel', type: { kind: 'kernel' }, doc: 'height and width of each filter: `3x3`' },
  strideParameter,
  paddingParameter('same'),
];

/** Shape of a convolution's output from [height, width, channels]. */
export function convolutionOutput(input: Shape, args: Arguments, name: string): Shape | LayerProblem {
  const image = imageProblem(input, `\`${name}\``);
  if (image) return image;
  const window = slideOver(input, args);
  const filters = args.int('filters');
  const { height, width } = args.kernel('kernel');
  const tooLarge = weightProblem([height, width, input[2]!, filters]);
  if (tooLarge) return tooLarge;
  return windowProblem(input, window, args, 'kernel', filters) ?? [window.height, window.width, filters];
}

function slideOver(input: Shape, args: Arguments): Window {
  return slide(input, args.kernel('kernel'), args.kernel('stride'), args.word('padding'));
}

/** [height, width, input channels, filters] */
export function filterShape({ input, args }: LayerSite): Shape {
  const { height, width } = args.kernel('kernel');
  return [height, width, input.type.shape[3]!, args.int('filters')];
}

/** Attributes of the convolution primitive for a site. */
export function convolutionAttributes({ input, args }: LayerSite): ConvolutionAttributes {
  const { padding } = slideOver(input.type.shape.slice(1), args);
  const { height, width } = args.kernel('stride');
  return { strides: [height, width], dilations: [1, 1], padding };
}
