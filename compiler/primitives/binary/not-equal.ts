import { binary } from './binary.js';

export const notEqual = binary({
  name: 'not_equal',
  doc: 'Whether a differs from b.',
  takes: ['f32', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a !== b),
  tensorflow: 'NotEqual',
  tfjs: 'NotEqual',
});
