import type { Layer } from './layer.js';
import { inF32 } from './precision.js';

export const layernorm: Layer = {
  name: 'layernorm',
  doc: 'Layer normalisation (Ba et al. 2016): by the mean and variance of all values of each example, of an image over height, width and channels; then a learned factor and shift for each channel.',
  example: 'layernorm',
  parameters: [
    {
      name: 'eps',
      type: { kind: 'real', min: 0, aboveMin: true },
      default: { kind: 'real', value: 1e-5 },
      named: true,
      doc: 'added to the variance',
    },
  ],
  arity: 'one',
  stateful: true,
  ignoresScale: true,
  annotations: ['precision', 'freeze'],
  output: ([input]) => input!,
  lower(site) {
    const { b, input, args } = site;
    const channels = input.type.shape.at(-1)!;
    const gamma = site.weight('gamma', [channels], { kind: 'constant', value: 1 });
    const beta = site.weight('beta', [channels], { kind: 'constant', value: 0 });
    const axes = input.type.shape.slice(1).map((_, axis) => axis + 1);
    return inF32(b, input, (x) => {
      const centered = b.sub(x, b.mean(x, axes, true));
      const variance = b.mean(b.square(centered), axes, true);
      return b.add(b.mul(b.mul(centered, b.rsqrt(b.add(variance, args.real('eps')))), gamma), beta);
    });
  },
};
