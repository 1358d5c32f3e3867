import type { Layer } from './layer.js';
import { poolAttributes, poolOutput, poolParameters } from './pool.js';

export const maxpool: Layer = {
  name: 'maxpool',
  doc: 'The largest value in each window, channel by channel.',
  example: 'maxpool(2x2)',
  parameters: poolParameters([]),
  arity: 'one',
  stateful: false,
  annotations: ['precision'],
  output: ([input], args) => poolOutput(input!, args, 'maxpool'),
  lower: ({ b, input, args }) => b.maxPool(input, poolAttributes(input.type.shape.slice(1), args)),
};
