import type { Shape } from '../graph/types.js';
import { expect } from './operands.js';
import type { TensorflowAttribute } from './primitive.js';

/** How a window slides over the rows and columns of images. */
export type WindowAttributes = {
  /** Pixels from one window to the next: [down, right]. */
  readonly strides: readonly [number, number];
  /** Pixels outside of the image that windows may reach: [top, bottom, left, right]. */
  readonly padding: readonly [number, number, number, number];
};

/** A window along one axis of the images. */
export interface WindowAxis {
  /** Pixels of the image. */
  readonly input: number;
  /** Pixels that the window looks at. */
  readonly taps: number;
  /** Positions of the window. */
  readonly output: number;
  readonly stride: number;
  /** Pixels from one tap to the next. */
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
}

/** Rows, then columns. */
export type WindowAxes = readonly [WindowAxis, WindowAxis];

/**
 * Works out how windows of [height, width] slide over NHWC images.
 * @throws {ShapeError} when a size is not a positive number or the window is larger than the padded image
 */
export function windowAxes(
  image: Shape,
  [height, width]: readonly [number, number],
  { strides, padding }: WindowAttributes,
  dilations: readonly [number, number] = [1, 1],
): WindowAxes {
  const [top, bottom, left, right] = padding;
  return [
    windowAxis(image[1]!, height, strides[0], dilations[0], top, bottom),
    windowAxis(image[2]!, width, strides[1], dilations[1], left, right),
  ];
}

function windowAxis(
  input: number,
  taps: number,
  stride: number,
  dilation: number,
  before: number,
  after: number,
): WindowAxis {
  for (const size of [taps, stride, dilation]) expect(Number.isInteger(size) && size > 0, `${size} is not a size`);
  for (const size of [before, after]) expect(Number.isInteger(size) && size >= 0, `${size} is no padding`);
  const room = input + before + after - extentOf({ taps, dilation });
  expect(room >= 0, `a window of ${extentOf({ taps, dilation })} doesn't fit into ${input + before + after} pixels`);
  return { input, taps, output: Math.floor(room / stride) + 1, stride, dilation, before, after };
}

/** Pixels from the first tap to the last, both included. */
export function extentOf({ taps, dilation }: Pick<WindowAxis, 'taps' | 'dilation'>): number {
  return (taps - 1) * dilation + 1;
}

/**
 * Calls back for every tap of every window that lies inside its image, with the running numbers of the pixel of the
 * images, of the tap in its window, and of the window (which is the pixel of the result). The taps of one window come
 * in row-major order.
 */
export function eachTap(
  images: number,
  [rows, columns]: WindowAxes,
  visit: (pixel: number, tap: number, window: number) => void,
): void {
  for (let image = 0; image < images; image++) {
    for (let windowRow = 0; windowRow < rows.output; windowRow++) {
      for (let tapRow = 0; tapRow < rows.taps; tapRow++) {
        const row = windowRow * rows.stride + tapRow * rows.dilation - rows.before;
        if (row < 0 || row >= rows.input) continue;
        const firstPixel = (image * rows.input + row) * columns.input;
        const firstWindow = (image * rows.output + windowRow) * columns.output;
        for (let windowColumn = 0; windowColumn < columns.output; windowColumn++) {
          for (let tapColumn = 0; tapColumn < columns.taps; tapColumn++) {
            const column = windowColumn * columns.stride + tapColumn * columns.dilation - columns.before;
            if (column < 0 || column >= columns.input) continue;
            visit(firstPixel + column, tapRow * columns.taps + tapColumn, firstWindow + windowColumn);
          }
        }
      }
    }
  }
}

/** TensorFlow's name for a padding: its op attributes `padding` and, where needed, `explicit_paddings`. */
export function tensorflowPadding(axes: WindowAxes): Readonly<Record<string, TensorflowAttribute>> {
  if (axes.every(isValid)) return { padding: { string: 'VALID' } };
  if (axes.every(isSame)) return { padding: { string: 'SAME' } };
  const explicit = axes.flatMap(({ before, after }) => [before, after]);
  return { padding: { string: 'EXPLICIT' }, explicit_paddings: { ints: [0, 0, ...explicit, 0, 0] } };
}

export function isValid({ before, after }: WindowAxis): boolean {
  return before === 0 && after === 0;
}

/** Whether the padding is that of TensorFlow's SAME: ceil(input / stride) windows, an odd pixel at the end. */
export function isSame(axis: WindowAxis): boolean {
  const output = Math.ceil(axis.input / axis.stride);
  const total = Math.max(0, (output - 1) * axis.stride + extentOf(axis) - axis.input);
  return axis.before === Math.floor(total / 2) && axis.after === Math.ceil(total / 2);
}

/** The `pad` attribute of tfjs kernels. */
export function tfjsPadding({ padding: [top, bottom, left, right] }: WindowAttributes): unknown {
  const explicit = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return top + bottom + left + right === 0 ? 'valid' : explicit;
}
