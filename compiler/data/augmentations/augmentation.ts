import type { Arguments } from '../../evaluation/arguments.js';
import type { Idle, Signature } from '../../schema.js';

/** A random or fixed change of an image in training, by moving its pixels. One augmentation, one file. */
export interface Augmentation extends Signature {
  /** An argument of a data set that uses it. */
  readonly example: string;
  /** How many random words it takes for one image. */
  readonly draws: number;
  /**
   * Size of the image that it gives.
   * @returns a problem, as the end of a sentence, where the image doesn't fit
   */
  output(size: ImageSize, args: Arguments): ImageSize | { readonly problem: string };
  /** Whether it leaves every image as it is. */
  idle?(size: ImageSize, args: Arguments): Idle | undefined;
  /**
   * @param pixels where the pixels of its input come from
   * @param words as many random 32-bit words as it draws
   */
  apply(pixels: PixelMap, args: Arguments, words: Uint32Array): PixelMap;
}

export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/**
 * Which row and column of an example each row and column of an augmented image shows; at -1 there is none and the
 * image has the raw value 0 there.
 */
export interface PixelMap {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** A call of an augmentation in a spec. */
export interface AugmentationCall {
  readonly augmentation: Augmentation;
  readonly args: Arguments;
}

/** The map of an image onto itself. */
export function identityMap({ height, width }: ImageSize): PixelMap {
  return {
    rows: Int32Array.from({ length: height }, (_, row) => row),
    columns: Int32Array.from({ length: width }, (_, column) => column),
  };
}

/** An integer in [0, bound) from a random word; its probabilities differ by less than bound / 2^32. */
export function integerBelow(bound: number, word: number): number {
  return Math.floor((word * bound) / 2 ** 32);
}
