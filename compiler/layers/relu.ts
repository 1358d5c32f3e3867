import type { Layer } from './layer.js';

export const relu: Layer = {
  name: 'relu',
  doc: 'Rectifier: max(x, 0).',
  example: 'relu',
  parameters: [],
  arity: 'one',
  stateful: false,
  cuts: () => 'every logit below 0',
  annotations: ['precision'],
  output: ([input]) => input!,
  lower: ({ b, input }) => b.relu(input),
};
