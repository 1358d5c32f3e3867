import type { Shape } from '../../../graph/types.js';
import { gather, offsetsOf, stridesOf } from '../../../primitives/ndarray.js';
import { exactly, expectShape } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';
import { windowAxes } from '../../../primitives/window.js';

export type WindowPixelAttributes = {
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Which pixel of each window is taken. */
  readonly row: number;
  readonly column: number;
};

/**
 * A strided slice, carried by a depthwise convolution whose filter is 1 at one tap: on wasm a hundred times faster than
 * tfjs's StridedSlice kernel. The second input is that filter, since graphs hold no tables of numbers.
 */
export const windowPixel = definePrimitive<WindowPixelAttributes>({
  name: 'tfjs_window_pixel',
  doc: 'The same pixel of each window of unpadded NHWC images; the second input must be 1 at that pixel, 0 elsewhere.',
  resultTypes(inputs, { window, strides }) {
    const [x, filter] = exactly(2, inputs);
    expectShape(filter, [...window, x.shape[3]!, 1], 'filter');
    const [rows, columns] = axesOf(x.shape, window, strides);
    return [{ dtype: 'f32', shape: [x.shape[0]!, rows.output, columns.output, x.shape[3]!] }];
  },
  evaluate(inputs, { strides, row, column }, [type]) {
    const [x] = exactly(2, inputs);
    const [image, down, right, channel] = stridesOf(x.type.shape) as [number, number, number, number];
    const steps = [image, down * strides[0], right * strides[1], channel];
    return [gather(x, offsetsOf(type!.shape, steps, row * down + column * right), type!)];
  },
  tfjs: {
    kernel: 'DepthwiseConv2dNative',
    operands: ['x', 'filter'],
    attributes: ({ attributes: { strides } }) => ({ strides, dilations: [1, 1], pad: 'valid', dataFormat: 'NHWC' }),
  },
});

function axesOf(image: Shape, window: readonly [number, number], strides: readonly [number, number]) {
  return windowAxes(image, window, { strides, padding: [0, 0, 0, 0] });
}
