import { unary } from './unary.js';

export const sign = unary({
  name: 'sign',
  doc: '-1, 0 or 1, as x is negative, zero or positive.',
  evaluate: Math.sign,
  tensorflow: 'Sign',
  tfjs: 'Sign',
});
