import type { Arguments } from '../evaluation/arguments.js';

/** How many training examples are held out. */
export function validationCount(data: Arguments): number {
  return data.has('validation') && !data.isWord('validation') ? data.int('validation') : 0;
}
