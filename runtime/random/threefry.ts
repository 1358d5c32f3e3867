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
  const k0 = key.low | 0;
  const k1 = key.high | 0;
  const k2 = PARITY ^ k0 ^ k1;
  let low = first.low | 0;
  let high = first.high | 0;
  for (let at = 0; at < words.length; at += 2) {
    let a = (low + k0) | 0;
    let b = (high + k1) | 0;
    ((a = (a + b) | 0), (b = ((b << 13) | (b >>> 19)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 15) | (b >>> 17)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 26) | (b >>> 6)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 6) | (b >>> 26)) ^ a));
    ((a = (a + k1) | 0), (b = (b + k2 + 1) | 0));
    ((a = (a + b) | 0), (b = ((b << 17) | (b >>> 15)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 29) | (b >>> 3)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 16) | (b >>> 16)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 24) | (b >>> 8)) ^ a));
    ((a = (a + k2) | 0), (b = (b + k0 + 2) | 0));
    ((a = (a + b) | 0), (b = ((b << 13) | (b >>> 19)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 15) | (b >>> 17)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 26) | (b >>> 6)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 6) | (b >>> 26)) ^ a));
    ((a = (a + k0) | 0), (b = (b + k1 + 3) | 0));
    ((a = (a + b) | 0), (b = ((b << 17) | (b >>> 15)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 29) | (b >>> 3)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 16) | (b >>> 16)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 24) | (b >>> 8)) ^ a));
    ((a = (a + k1) | 0), (b = (b + k2 + 4) | 0));
    ((a = (a + b) | 0), (b = ((b << 13) | (b >>> 19)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 15) | (b >>> 17)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 26) | (b >>> 6)) ^ a));
    ((a = (a + b) | 0), (b = ((b << 6) | (b >>> 26)) ^ a));
    words[at] = a + k2;
    words[at + 1] = b + k0 + 5;
    low = (low + 1) | 0;
    if (low === 0) high = (high + 1) | 0;
  }
}
