import { binary } from './binary.js';

export const greaterEqual = binary({
  name: 'greater_equal',
  doc: 'Whether a >= b.',
  takes: ['f32', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a >= b),
  tensorflow: 'GreaterEqual',
  tfjs: 'GreaterEqual',
});
