import { binary } from './binary.js';

export const lessEqual = binary({
  name: 'less_equal',
  doc: 'Whether a <= b.',
  takes: ['f32', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a <= b),
  tensorflow: 'LessEqual',
  tfjs: 'LessEqual',
});
