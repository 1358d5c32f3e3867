import type { Initializer } from './initializer.js';

export const he: Initializer = {
  name: 'he',
  doc: 'Normal with variance 2 / inputs (He et al. 2015, equation 10), as the networks of the paper start.',
  parameters: [],
  variance: (fanIn) => 2 / fanIn,
};
