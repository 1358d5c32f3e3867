import { stream, type Stream } from './stream.js';

const TWO_TO_32 = 0x100000000;

/**
 * A uniformly random order of 0 … count - 1 for one epoch (Fisher and Yates' shuffle on unbiased integers).
 * Equal arguments give equal orders.
 */
export function permutation(seed: number, count: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const below = integers(stream(seed, 'order', `epoch[${epoch}]`));
  for (let last = count - 1; last > 0; last--) {
    const chosen = below(last + 1);
    const value = order[last]!;
    order[last] = order[chosen]!;
    order[chosen] = value;
  }
  return order;
}

/** Reads a stream from its start; each call gives an integer in [0, bound), all equally likely. */
function integers(source: Stream): (bound: number) => number {
  const words = new Uint32Array(4096);
  let next = 0;
  return (bound) => {
    // The last, incomplete run of `bound` words would favour small remainders, so its words are passed over.
    const limit = TWO_TO_32 - (TWO_TO_32 % bound);
    for (;;) {
      const place = next % words.length;
      if (place === 0) source.words(words, next);
      next++;
      const word = words[place]!;
      if (word < limit) return word % bound;
    }
  };
}
