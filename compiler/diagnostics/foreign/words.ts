/** Words where one of a few is meant, as other libraries call them, by parameter. */
import { all, write, type Table } from './advice.js';

export const WORDS: Table = {
  'mining.semi_hard':
    'Semi-hard negatives are among those of `all`, which takes every triplet of a batch that violates the margin.',
  'mining.batch_hard': write('hard'),
  'mining.batch_all': write('all'),
  ...all(
    ['rule.stop', 'rule.stop_gradient', 'rule.none', 'rule.zero'],
    '`detached` passes back the gradient of the cosine; `@freeze` keeps weights as they are.',
  ),
  ...all(['validation.no', 'validation.off'], write('none')),
  ...all(['on_nan.continue', 'on_nan.ignore'], write('skip', 'Training goes on with the next batch by `skip`.')),
  ...all(['on_nan.raise', 'on_nan.error', 'on_nan.abort', 'on_nan.fail'], write('stop', 'Training ends by `stop`.')),
};
