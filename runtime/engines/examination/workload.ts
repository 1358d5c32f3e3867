import { sizeOf, type Shape } from '../../../compiler/graph/types.js';

/** The three convolutions of a training step: the layer itself and what its backward half needs. */
export const passes = ['forward', 'inputGradient', 'filterGradient'] as const;
export type Pass = (typeof passes)[number];

/** A square convolution of stride 1, padded so that images keep their size. */
export interface Convolution {
  readonly batch: number;
  /** Height and width of the images. */
  readonly size: number;
  readonly channels: number;
  /** Height and width of the filter; odd. */
  readonly filter: number;
}

export function shapesOf({ batch, size, channels, filter }: Convolution): Record<'images' | 'filter', Shape> {
  return { images: [batch, size, size, channels], filter: [filter, filter, channels, channels] };
}

/** Multiplications and additions of one pass; all three take as many. Those with the padding are counted. */
export function flopOf(convolution: Convolution): number {
  const { images, filter } = shapesOf(convolution);
  return 2 * sizeOf(filter) * sizeOf(images.slice(0, 3));
}

/** One of ResNet-32's with 16, 32 and 64 filters: its second stage. */
export const CONVOLUTION: Convolution = { batch: 64, size: 16, channels: 32, filter: 3 };

const SMALLEST_TENSOR = 2 ** 26;
const LARGEST_TENSOR = 2 ** 29;

/**
 * Bytes of the tensor that bandwidth is measured with: twice the last-level cache, so that it comes from memory, which
 * it and its result may fill to an eighth.
 */
export function tensorBytes(lastLevelCache: number | undefined, memory: number): number {
  const wanted = Math.min(LARGEST_TENSOR, Math.max(SMALLEST_TENSOR, 2 * (lastLevelCache ?? 0)));
  return 4 * Math.floor(Math.min(wanted, memory / 16) / 4);
}
