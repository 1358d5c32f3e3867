import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { WindowAttributes } from '../window.js';

/**
 * Makes negative padding possible: pixels that it takes away are cut off the images.
 * @returns the images that are left, and the padding that they still need
 */
export function cropForPadding(
  builder: GraphBuilder,
  images: Value,
  [top, bottom, left, right]: WindowAttributes['padding'],
): { readonly images: Value; readonly padding: WindowAttributes['padding'] } {
  const cut = (padding: number): number => Math.max(0, -padding);
  const [count, height, width, channels] = images.type.shape as readonly [number, number, number, number];
  const size = [count, height - cut(top) - cut(bottom), width - cut(left) - cut(right), channels];
  return {
    images: builder.slice(images, [0, cut(top), cut(left), 0], size),
    padding: [Math.max(0, top), Math.max(0, bottom), Math.max(0, left), Math.max(0, right)],
  };
}
