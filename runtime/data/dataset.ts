import type { PixelMap } from '../../compiler/data/augmentations/index.js';
import type { Arguments } from '../../compiler/evaluation/arguments.js';

/** Examples and labels in memory, ready to be gathered into batches. */
export interface Dataset {
  /** Sizes of one example, without the batch: [28, 28, 1]. */
  readonly exampleShape: readonly number[];
  readonly classes: number;
  readonly train: Split;
  /** Training examples that are held out, if any. */
  readonly validation?: Split;
  readonly test: Split;
  /** Absolute paths of the files they were read from, without those whose content is known beforehand. */
  readonly files: readonly string[];
}

export interface Split {
  readonly count: number;
  /** Class numbers from 0, [count]. */
  readonly labels: Int32Array;
  /**
   * Writes normalised examples one after another into `out`, row-major; what is left of `out` becomes 0.
   * @param indices from 0 to count - 1, at most as many as `out` has room for
   * @param pixels which pixels the example at a position of `indices` shows; the example as it is when absent
   */
  gather(indices: ArrayLike<number>, out: Float32Array, pixels?: (position: number) => PixelMap): void;
}

/** What loading a data set needs to know. */
export interface LoadContext {
  /** Evaluated arguments, complete with defaults. */
  readonly arguments: Arguments;
  /** The argument `normalize` as a function. */
  readonly normalize: (x: number) => number;
  /** Where relative paths start: the folder of the spec. */
  readonly folder: string;
}

/** Whether the files of a data set are on this machine; `detail` is where they are, or how to get them. */
export interface Presence {
  readonly present: boolean;
  readonly detail: string;
}

/** How data of one kind are found and read. */
export interface DataSource {
  /** @throws {DataError | FileError} */
  load(context: LoadContext): Promise<Dataset>;
  /** Looks without reading; absent where only a spec says where the files are. */
  locate?(folder: string): Promise<Presence>;
}

/** Data are missing or wrong. The message is a sentence or two for the user. */
export class DataError extends Error {}
