import type { Stream } from './stream.js';

const TWO_TO_32 = 0x100000000;

/**
 * Reads a stream from its start; each call gives an integer in [0, bound), all equally likely.
 * @returns a function of the bound, from 1 to 2^32
 */
export function integers(source: Stream): (bound: number) => number {
  const words = new Uint32Array(512);
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
