import { unary } from './unary.js';

export const floor = unary({
  name: 'floor',
  doc: 'The greatest whole number that is not above x.',
  evaluate: Math.floor,
  tensorflow: 'Floor',
  tfjs: 'Floor',
});
