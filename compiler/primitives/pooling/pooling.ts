import type { Shape, TensorType } from '../../graph/types.js';
import { expect, expectRank, sharedFloat } from '../operands.js';
import type { TensorflowAttribute } from '../primitive.js';
import { tensorflowPadding, tfjsPadding, windowAxes, type WindowAttributes, type WindowAxes } from '../window.js';

export type PoolAttributes = WindowAttributes & {
  /** [height, width] of the window. */
  readonly window: readonly [number, number];
};

/** How the pool's window slides over NHWC images. */
export function poolAxes(image: Shape, attributes: PoolAttributes): WindowAxes {
  return windowAxes(image, attributes.window, attributes);
}

/** The type of a pool's result; @throws {ShapeError} when a window doesn't fit or could lie outside of the image. */
export function pooledType(image: TensorType, attributes: PoolAttributes): TensorType {
  const dtype = sharedFloat([image]);
  expectRank(image, 4, 'image');
  const axes = poolAxes(image.shape, attributes);
  for (const { before, after, taps } of axes) {
    expect(Math.max(before, after) < taps, `a window of ${taps} may lie outside of the image`);
  }
  const [rows, columns] = axes;
  return { dtype, shape: [image.shape[0]!, rows.output, columns.output, image.shape[3]!] };
}

/** The attributes of TensorFlow's pools and their gradients for images of a type. */
export function tensorflowPool(
  { dtype, shape: image }: TensorType,
  attributes: PoolAttributes,
): Readonly<Record<string, TensorflowAttribute>> {
  return {
    T: { type: dtype },
    ksize: { ints: [1, ...attributes.window, 1] },
    strides: { ints: [1, ...attributes.strides, 1] },
    data_format: { string: 'NHWC' },
    ...tensorflowPadding(poolAxes(image, attributes)),
  };
}

/** The attributes of tfjs's pools and their gradients. */
export function tfjsPool(attributes: PoolAttributes): Readonly<Record<string, unknown>> {
  return { filterSize: attributes.window, strides: attributes.strides, pad: tfjsPadding(attributes) };
}
