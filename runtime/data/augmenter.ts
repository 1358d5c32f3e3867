import {
  identityMap,
  type AugmentationCall,
  type ImageSize,
  type PixelMap,
} from '../../compiler/data/augmentations/index.js';
import { stream, type Stream } from '../random/index.js';

interface Draws {
  readonly call: AugmentationCall;
  readonly stream: Stream;
  /** Random words of the prepared examples, one after another. */
  words: Uint32Array;
}

/**
 * Augments examples as they are trained on. The n-th example since the start of training is changed in the same way
 * however training is cut into batches or interrupted; each augmentation has random numbers of its own.
 */
export class Augmenter {
  private readonly draws: readonly Draws[];
  private readonly whole: PixelMap;

  /** @param size of the images before the first augmentation */
  constructor(calls: readonly AugmentationCall[], size: ImageSize, seed: number) {
    const before = new Map<string, number>();
    this.draws = calls.map((call) => {
      const { name } = call.augmentation;
      const index = before.get(name) ?? 0;
      before.set(name, index + 1);
      return { call, stream: stream(seed, 'augmentation', `${name}[${index}]`), words: new Uint32Array(0) };
    });
    this.whole = identityMap(size);
  }

  /**
   * Draws the random numbers of consecutive examples.
   * @param first how many examples have been trained on before
   */
  prepare(first: number, count: number): void {
    for (const draw of this.draws) {
      const { draws } = draw.call.augmentation;
      if (draw.words.length !== count * draws) draw.words = new Uint32Array(count * draws);
      if (draws > 0) draw.stream.words(draw.words, first * draws);
    }
  }

  /** What an example shows. @param position among those that were prepared */
  pixels(position: number): PixelMap {
    let map = this.whole;
    for (const { call, words } of this.draws) {
      const { augmentation, args } = call;
      const first = position * augmentation.draws;
      map = augmentation.apply(map, args, words.subarray(first, first + augmentation.draws));
    }
    return map;
  }
}
