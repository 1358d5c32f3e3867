import { integers } from './integers.js';
import { stream, type Stream } from './stream.js';

/** A uniformly random order of 0 … count - 1 for one epoch. Equal arguments give equal orders. */
export function permutation(seed: number, count: number, epoch: number): Int32Array {
  return shuffled(count, stream(seed, 'order', `epoch[${epoch}]`));
}

/** A uniformly random order of 0 … count - 1 (Fisher and Yates' shuffle on unbiased integers). */
export function shuffled(count: number, source: Stream): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const below = integers(source);
  for (let last = count - 1; last > 0; last--) {
    const chosen = below(last + 1);
    const value = order[last]!;
    order[last] = order[chosen]!;
    order[chosen] = value;
  }
  return order;
}
