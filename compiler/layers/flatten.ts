import { sizeOf } from '../graph/types.js';
import type { Layer } from './layer.js';

export const flatten: Layer = {
  name: 'flatten',
  doc: 'Every example as one vector, in the order height, width, channels.',
  example: 'flatten',
  parameters: [],
  arity: 'one',
  stateful: false,
  annotations: ['precision'],
  output: ([input]) => [sizeOf(input!)],
  lower: ({ b, input, shape }) => b.reshape(input, shape),
};
