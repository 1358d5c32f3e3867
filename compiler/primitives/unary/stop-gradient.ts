import { unary } from './unary.js';

export const stopGradient = unary({
  name: 'stop_gradient',
  doc: 'x itself, but a constant to differentiation.',
  evaluate: (x) => x,
  tensorflow: 'StopGradient',
  tfjs: 'Identity',
});
