import { binary } from './binary.js';

export const less = binary({
  name: 'less',
  doc: 'Whether a < b.',
  takes: ['f32', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a < b),
  tensorflow: 'Less',
  tfjs: 'Less',
});
