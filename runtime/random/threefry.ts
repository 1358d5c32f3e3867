/** Parity constant of the key schedule of Threefry with 32-bit words. */
const PARITY = 0x1bd11bda;

/** A 64-bit key or counter as two 32-bit words. */
export interface Words64 {
  readonly low: number;
  readonly high: number;
}

/**
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
 * each 64-bit counter gives two 32-bit words that depend on the key and the counter alone.
 *
 * Fills `words`, which has an even length, with the blocks of the counters `first`, `first + 1`, …, two words each.
 */
export function fillBlocks(words: Uint32Array, key: Words64, first: Words64): void {
  const [k0, k1, k2] = [key.low | 0, key.high | 0, PARITY ^ key.low ^ key.high];
  let low = first.low | 0;
  let high = first.high | 0;
  for (let at = 0; at < words.length; at += 2) {
    let a = (low + k0) | 0;
    let b = (high + k1) | 0;
    let [injectA, injectB, spare] = [k1, k2, k0];
    for (let group = 1; group <= 5; group++) {
      const odd = group % 2 === 1;
      a = (a + b) | 0;
      b = rotate(b, odd ? 13 : 17) ^ a;
      a = (a + b) | 0;
      b = rotate(b, odd ? 15 : 29) ^ a;
      a = (a + b) | 0;
      b = rotate(b, odd ? 26 : 16) ^ a;
      a = (a + b) | 0;
      b = rotate(b, odd ? 6 : 24) ^ a;
      a = (a + injectA) | 0;
      b = (b + injectB + group) | 0;
      [injectA, injectB, spare] = [injectB, spare, injectA];
    }
    words[at] = a;
    words[at + 1] = b;
    low = (low + 1) | 0;
    if (low === 0) high = (high + 1) | 0;
  }
}

/** Turns a 32-bit word left. */
function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
