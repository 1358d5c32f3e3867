import { binary } from './binary.js';

export const or = binary({
  name: 'or',
  doc: 'Whether at least one of the conditions holds.',
  takes: ['bool'],
  evaluate: Math.max,
  tensorflow: 'LogicalOr',
  tfjs: 'LogicalOr',
});
