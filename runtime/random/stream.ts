import { sha256 } from '@noble/hashes/sha2.js';
import { cosineOfTurn, radius, sineOfTurn } from './elementary.js';
import { fillBlocks, type Words64 } from './threefry.js';

/** What random numbers are for; each purpose has streams of its own, so that one never shifts another. */
export type Purpose = 'init' | 'order' | 'augmentation' | 'dropout' | 'validation';

/**
 * An endless sequence of random numbers with random access: element `i` depends on the seed, the purpose, the path and
 * `i` alone, and is the same on every machine. Uniform and normal elements come from the same bits: use one kind.
 */
export interface Stream {
  /** Fills `out` with the 32-bit words `start`, `start + 1`, …; `start` is an integer below 2^53. */
  words(out: Uint32Array, start: number): void;
  /** Fills `out` with multiples of 2^-24 in [0, 1). */
  uniform(out: Float32Array, start: number): void;
  /** Fills `out` with normal deviates of mean 0, computed in float64 and rounded once. */
  normal(out: Float32Array, start: number, deviation?: number): void;
}

/**
 * The stream of a seed, a purpose and a path.
 * @param seed an integer from 0 to 2^53 - 1
 * @param path the structural path of what the numbers are for: `stage1[3].main.0/filter`
 * @throws {RangeError} for another seed
 */
export function stream(seed: number, purpose: Purpose, path: string): Stream {
  const key = deriveKey(seed, purpose, path);
  return {
    words: (out, start) => {
      forEachChunk(key, start, out.length, (words, skip, at, count) => out.set(words.subarray(skip, skip + count), at));
    },
    uniform: (out, start) => {
      forEachChunk(key, start, out.length, (words, skip, at, count) => {
        for (let i = 0; i < count; i++) out[at + i] = (words[skip + i]! >>> 8) * 2 ** -24;
      });
    },
    normal: (out, start, deviation = 1) => {
      forEachChunk(key, start, out.length, (words, skip, at, count) => {
        for (let i = 0; i < count; i++) out[at + i] = deviation * normalDeviate(words, skip + i);
      });
    },
  };
}

/** The first eight bytes of the SHA-256 of `seed`, `purpose` and `path`, each on a line, as two big-endian words. */
function deriveKey(seed: number, purpose: Purpose, path: string): Words64 {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`A seed is an integer from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}.`);
  }
  const digest = sha256(new TextEncoder().encode(`${seed}\n${purpose}\n${path}`));
  const view = new DataView(digest.buffer, digest.byteOffset, 8);
  return { low: view.getUint32(0), high: view.getUint32(4) };
}

/** Box and Muller's transform: the two words of a block give two independent deviates. */
function normalDeviate(words: Uint32Array, index: number): number {
  const first = index & ~1;
  const angle = words[first + 1]!;
  return radius(words[first]!) * (index === first ? cosineOfTurn(angle) : sineOfTurn(angle));
}

const CHUNK = 2048;
const TWO_TO_32 = 0x100000000;

/**
 * Produces the words `start` … `start + total` in pieces: `use(words, skip, at, count)` finds the words for the places
 * `at` … `at + count` in `words` from `skip` on. `words` always begins with a whole block.
 */
function forEachChunk(
  key: Words64,
  start: number,
  total: number,
  use: (words: Uint32Array, skip: number, at: number, count: number) => void,
): void {
  const words = new Uint32Array(Math.min(CHUNK, total + (total % 2) + 2));
  for (let at = 0; at < total;) {
    const skip = (start + at) % 2;
    const block = (start + at - skip) / 2;
    fillBlocks(words, key, { low: block % TWO_TO_32, high: Math.floor(block / TWO_TO_32) });
    const count = Math.min(words.length - skip, total - at);
    use(words, skip, at, count);
    at += count;
  }
}
