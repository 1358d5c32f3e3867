import type { Parameter } from '../schema.js';

export const learningRate: Parameter = {
  name: 'lr',
  type: { kind: 'real', min: 0 },
  doc: 'learning rate at the first step; a schedule multiplies it',
};
