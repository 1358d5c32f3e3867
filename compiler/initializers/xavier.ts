import type { Initializer } from './initializer.js';

export const xavier: Initializer = {
  name: 'xavier',
  doc: 'Normal with variance 2 / (inputs + outputs) (Glorot and Bengio 2010, equation 12).',
  parameters: [],
  variance: (fanIn, fanOut) => 2 / (fanIn + fanOut),
};
