import { binary } from './binary.js';

export const sub = binary({
  name: 'sub',
  doc: 'a - b.',
  takes: ['f32', 'i32'],
  evaluate: (a, b) => a - b,
  gradient: (b, dy) => [dy, b.neg(dy)],
  tensorflow: 'Sub',
  tfjs: 'Sub',
});
