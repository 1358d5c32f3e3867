import { readFileSync } from 'node:fs';
import type { Purpose } from '../../../runtime/random/index.js';

interface Goldens {
  readonly functions: readonly { word: number; negativeLog: number; cosine: number; sine: number }[];
  readonly streams: readonly {
    seed: number;
    purpose: Purpose;
    path: string;
    start: number;
    words: number[];
    normalBits: number[];
  }[];
  readonly permutations: readonly { seed: number; count: number; epoch: number; order: number[] }[];
  /** Of the stream of seed 9, purpose order, path `integers`. */
  readonly integers: readonly { bound: number; value: number }[];
}

/** What goldens.py computed with whole numbers and mpmath. */
export const goldens = JSON.parse(readFileSync(new URL('goldens.json', import.meta.url), 'utf8')) as Goldens;
