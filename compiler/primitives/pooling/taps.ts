import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { Shape } from '../../graph/types.js';
import { cropForPadding } from '../convolution/crop.js';
import type { WindowAxes, WindowAxis } from '../window.js';

/*
 * What the windows of pools see, tap by tap, by moving images about. To put pixels back, each axis is cut into cells
 * of one stride; a tap of all windows is then a run of cells, at the same place in each.
 */

type Image = readonly [images: number, height: number, width: number, channels: number];

/** The pixels of NHWC images under each tap of the windows, taps in row-major order. Outside of the image they are 0. */
export function takePixels(builder: GraphBuilder, images: Value, [rows, columns]: WindowAxes): Value[] {
  const [count, , , channels] = images.type.shape as Image;
  return tapsOf(rows).flatMap((tapRow) =>
    tapsOf(columns).map((tapColumn) => {
      const [vertical, horizontal] = [alignTap(rows, tapRow), alignTap(columns, tapColumn)];
      const before = [0, vertical.before, horizontal.before, 0];
      const aligned = builder.pad(images, before, [0, vertical.after, horizontal.after, 0]);
      // A pool of single pixels takes one of each stride.
      const strides = [rows.stride, columns.stride] as const;
      const taken = builder.maxPool(aligned, { window: [1, 1], strides, padding: [0, 0, 0, 0] });
      const size = [count, rows.output, columns.output, channels];
      return builder.slice(taken, [0, vertical.first, horizontal.first, 0], size);
    }),
  );
}

/** The reverse: NHWC images of a shape in which the parts of all taps are added up where they belong. */
export function placePixels(builder: GraphBuilder, parts: readonly Value[], shape: Shape, axes: WindowAxes): Value {
  const [rows, columns] = axes;
  const lines = tapsOf(rows).map((tap) =>
    placeTaps(builder, parts.slice(tap * columns.taps, (tap + 1) * columns.taps), columns),
  );
  return joinLines(builder, lines, shape, axes);
}

/** The same where the parts of all taps are equal. */
export function placeEverywhere(builder: GraphBuilder, part: Value, shape: Shape, axes: WindowAxes): Value {
  const [rows, columns] = axes;
  const line = placeTaps(builder, new Array<Value>(columns.taps).fill(part), columns);
  return joinLines(builder, new Array<Value>(rows.taps).fill(line), shape, axes);
}

function tapsOf({ taps }: WindowAxis): number[] {
  return Array.from({ length: taps }, (_, tap) => tap);
}

/**
 * Padding that brings a tap of the windows to multiples of the stride, and the number of the stride at which the first
 * window's then is.
 */
function alignTap({ input, output, stride, before }: WindowAxis, tap: number) {
  const first = Math.ceil(tap / stride);
  const shift = before + first * stride - tap;
  return { first, before: shift, after: Math.max(0, (first + output - 1) * stride + 1 - input - shift) };
}

/** Images of lines [images · rows, width, channels], one for each row of taps. */
function joinLines(builder: GraphBuilder, lines: readonly Value[], shape: Shape, axes: WindowAxes): Value {
  const [count, , , channels] = shape as Image;
  const [rows, columns] = axes;
  const width = cellsOf(columns) * columns.stride;
  const flat = lines.map((line) => builder.reshape(line, [count, rows.output, width * channels]));
  const cells = placeTaps(builder, flat, rows);
  const images = builder.reshape(cells, [count, cellsOf(rows) * rows.stride, width, channels]);
  const [bottom, right] = axes.map((axis) => axis.input + axis.before - cellsOf(axis) * axis.stride);
  const trimmed = cropForPadding(builder, images, [-rows.before, bottom!, -columns.before, right!]);
  const [top, under, left, beside] = trimmed.padding;
  return builder.pad(trimmed.images, [0, top, left, 0], [0, under, beside, 0]);
}

/** Parts [outer, output, inner], one for each tap, added up where they belong: [outer, cells · stride, inner]. */
function placeTaps(builder: GraphBuilder, parts: readonly Value[], axis: WindowAxis): Value {
  const { stride, output } = axis;
  const cells = cellsOf(axis);
  const placed = parts.map((part, tap) => {
    const [outer, , inner] = part.type.shape as readonly [number, number, number];
    const [place, cell] = [tap % stride, Math.floor(tap / stride)];
    const run = builder.pad(part, [0, cell, 0], [0, cells - output - cell, 0]);
    const apart = builder.reshape(run, [outer * cells, 1, inner]);
    const filled = builder.pad(apart, [0, place, 0], [0, stride - 1 - place, 0]);
    return builder.reshape(filled, [outer, cells * stride, inner]);
  });
  return placed.reduce((sum, one) => builder.add(sum, one));
}

/** Cells along an axis, so many that the last window lies inside. */
function cellsOf({ output, taps, stride }: WindowAxis): number {
  return output + Math.ceil(taps / stride) - 1;
}
