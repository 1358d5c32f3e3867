import type { Parameter } from '../schema.js';

export const biasParameter: Parameter = {
  name: 'bias',
  type: { kind: 'bool' },
  default: { kind: 'bool', value: false },
  named: true,
  doc: 'add a learned number to each output channel',
};
