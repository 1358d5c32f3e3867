import { imageProblem } from './geometry.js';
import type { Layer } from './layer.js';
import { inF32 } from './precision.js';
import { poolAttributes, poolOutput, poolParameters } from './pool.js';

export const avgpool: Layer = {
  name: 'avgpool',
  doc: 'The mean of each window over the pixels inside the image; `avgpool(global)` gives one mean a channel, [N, channels].',
  example: 'avgpool(global)',
  parameters: poolParameters(['global']),
  arity: 'one',
  stateful: false,
  annotations: ['precision'],
  output([input], args) {
    if (args.isWord('window')) return imageProblem(input!, '`avgpool`') ?? [input![2]!];
    return poolOutput(input!, args, 'avgpool');
  },
  lower({ b, input, args }) {
    if (args.isWord('window')) return b.mean(b.cast(input, 'f32'), [1, 2]);
    const attributes = poolAttributes(input.type.shape.slice(1), args);
    return inF32(b, input, (x) => b.avgPool(x, attributes));
  },
};
