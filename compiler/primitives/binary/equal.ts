import { binary } from './binary.js';

export const equal = binary({
  name: 'equal',
  doc: 'Whether a equals b.',
  takes: ['f32', 'i32'],
  gives: 'bool',
  evaluate: (a, b) => Number(a === b),
  tensorflow: 'Equal',
  tfjs: 'Equal',
});
