import type { Layer } from './layer.js';

export const input: Layer = {
  name: 'input',
  doc: 'Where examples enter the model: the shape of one example, without the batch.',
  example: 'image: input([28, 28, 1])',
  parameters: [
    { name: 'shape', type: { kind: 'shape' }, doc: 'sizes of one example: [height, width, channels] or [features]' },
  ],
  arity: 'none',
  stateful: false,
  annotations: [],
  output: (_, args) => args.list('shape').map((size) => ('value' in size ? Number(size.value) : 0)),
  lower: ({ input }) => input,
};
