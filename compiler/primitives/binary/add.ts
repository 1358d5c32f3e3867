import { binary } from './binary.js';

export const add = binary({
  name: 'add',
  doc: 'a + b.',
  takes: ['f32', 'bf16', 'i32'],
  evaluate: (a, b) => a + b,
  gradient: (b, dy) => [dy, dy],
  tensorflow: 'AddV2',
  tfjs: 'Add',
});
