import type { Initializer } from './initializer.js';

export const normal: Initializer = {
  name: 'normal',
  doc: 'Normal with a standard deviation of your own.',
  parameters: [
    { name: 'std', type: { kind: 'real', min: 0, aboveMin: true }, doc: 'standard deviation of the weights' },
  ],
  variance: (_fanIn, _fanOut, args) => args.real('std') ** 2,
};
