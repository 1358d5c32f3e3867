import { binary } from './binary.js';

export const greater = binary({
  name: 'greater',
  doc: 'Whether a > b.',
  takes: ['f32', 'bf16', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a > b),
  tensorflow: 'Greater',
  tfjs: 'Greater',
});
