import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import { sizeOf, type Shape } from '../../graph/types.js';
import { eachTap, isSame, isValid, type WindowAxes } from '../window.js';
import { poolAxes, type PoolAttributes } from './pooling.js';

/** For each window of each image the number of its pixels that lie inside the image. */
export function insideCounts(images: number, axes: WindowAxes): Float64Array {
  const counts = new Float64Array(images * axes[0].output * axes[1].output);
  eachTap(images, axes, (_pixel, _tap, window) => {
    counts[window]!++;
  });
  return counts;
}

/**
 * The part of each window that lies inside the image, as a fraction: [1, rows, columns, 1].
 * Found by convolving an image of ones, since a graph holds no tables of numbers.
 */
export function insideFraction(builder: GraphBuilder, image: Shape, attributes: PoolAttributes): Value {
  const { window, strides, padding } = attributes;
  const ones = builder.constant(1, [1, image[1]!, image[2]!, 1]);
  const filter = builder.constant(1 / sizeOf(window), [...window, 1, 1]);
  return builder.conv(ones, filter, { strides, dilations: [1, 1], padding });
}

/** TensorFlow's average pools know VALID and SAME, and no explicit padding. */
export function hasTensorflowPadding(image: Shape, attributes: PoolAttributes): boolean {
  const axes = poolAxes(image, attributes);
  return axes.every(isValid) || axes.every(isSame);
}
