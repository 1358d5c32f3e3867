import { binary } from './binary.js';

export const and = binary({
  name: 'and',
  doc: 'Whether both conditions hold.',
  takes: ['bool'],
  evaluate: Math.min,
  tensorflow: 'LogicalAnd',
  tfjs: 'LogicalAnd',
});
