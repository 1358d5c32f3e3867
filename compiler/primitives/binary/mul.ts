import { binary } from './binary.js';

export const mul = binary({
  name: 'mul',
  doc: 'a times b.',
  takes: ['f32', 'bf16', 'i32'],
  evaluate: (a, b) => a * b,
  gradient: (builder, dy, a, b) => [builder.mul(dy, b), builder.mul(dy, a)],
  tensorflow: 'Mul',
  tfjs: 'Multiply',
});
