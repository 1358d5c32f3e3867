import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { Shape } from '../../graph/types.js';
import { cropForPadding } from '../convolution/crop.js';
import type { WindowAxes, WindowAxis } from '../window.js';

/*
 * What the windows of pools see, tap by tap, found by moving tensors of at most four axes. Each axis of the images is cut
 * into cells of one stride; a tap of all windows is then a run of cells, at the same place in each.
 */

type Image = readonly [images: number, height: number, width: number, channels: number];
type Lines = readonly [outer: number, length: number, inner: number];

/**
 * The pixels of NHWC images under each tap of the windows, taps in row-major order, as [images · rows, columns,
 * channels] of the windows. Outside of the image they are 0.
 */
export function takePixels(builder: GraphBuilder, images: Value, axes: WindowAxes): Value[] {
  const [rows, columns] = axes;
  const { images: cropped, padding } = cropForPadding(builder, images, cellPadding(axes));
  const [top, bottom, left, right] = padding;
  const cells = builder.pad(cropped, [0, top, left, 0], [0, bottom, right, 0]);
  const [count, height, width, channels] = cells.type.shape as Image;
  const lines = takeTaps(builder, builder.reshape(cells, [count, height, width * channels]), rows);
  return lines.flatMap((line) =>
    takeTaps(builder, builder.reshape(line, [count * rows.output, width, channels]), columns),
  );
}

/** The reverse: NHWC images of a shape in which the parts of all taps are added up where they belong. */
export function placePixels(builder: GraphBuilder, parts: readonly Value[], shape: Shape, axes: WindowAxes): Value {
  const [rows, columns] = axes;
  const lines = Array.from({ length: rows.taps }, (_, tap) =>
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

/** Images of lines [images · rows, width, channels], one for each row of taps. */
function joinLines(builder: GraphBuilder, lines: readonly Value[], shape: Shape, axes: WindowAxes): Value {
  const [count, , , channels] = shape as Image;
  const [rows, columns] = axes;
  const width = cellsOf(columns) * columns.stride;
  const flat = lines.map((line) => builder.reshape(line, [count, rows.output, width * channels]));
  const cells = placeTaps(builder, flat, rows);
  const images = builder.reshape(cells, [count, cellsOf(rows) * rows.stride, width, channels]);
  const [top, bottom, left, right] = cellPadding(axes);
  const { images: cropped, padding } = cropForPadding(builder, images, [-top, -bottom, -left, -right]);
  return builder.pad(cropped, [0, padding[0], padding[2], 0], [0, padding[1], padding[3], 0]);
}

/** Cells along an axis, so many that the last window lies inside. */
function cellsOf({ output, taps, stride }: WindowAxis): number {
  return output + Math.ceil(taps / stride) - 1;
}

/** The padding with which images come to whole cells; negative where they are too long. */
function cellPadding(axes: WindowAxes): readonly [number, number, number, number] {
  const [bottom, right] = axes.map((axis) => cellsOf(axis) * axis.stride - axis.input - axis.before);
  return [axes[0].before, bottom!, axes[1].before, right!];
}

/** Of [outer, length, inner] for each tap the elements that the windows see there: [outer, output, inner]. */
function takeTaps(builder: GraphBuilder, lines: Value, axis: WindowAxis): Value[] {
  const [outer, , inner] = lines.type.shape as Lines;
  const cells = cellsOf(axis);
  const apart = builder.reshape(lines, [outer * cells, axis.stride, inner]);
  // Places first, so that what belongs to one tap lies together in memory.
  const places = builder.transpose(apart, [1, 0, 2]);
  return Array.from({ length: axis.taps }, (_, tap) => {
    const [place, cell] = [tap % axis.stride, Math.floor(tap / axis.stride)];
    const all = builder.slice(places, [place, 0, 0], [1, outer * cells, inner]);
    return builder.slice(builder.reshape(all, [outer, cells, inner]), [0, cell, 0], [outer, axis.output, inner]);
  });
}

/** The reverse: parts [outer, output, inner], one for each tap, added up where they belong: [outer, length, inner]. */
function placeTaps(builder: GraphBuilder, parts: readonly Value[], axis: WindowAxis): Value {
  const cells = cellsOf(axis);
  const placed = parts.map((part, tap) => {
    const [outer, output, inner] = part.type.shape as Lines;
    const [place, cell] = [tap % axis.stride, Math.floor(tap / axis.stride)];
    const run = builder.pad(part, [0, cell, 0], [0, cells - output - cell, 0]);
    const apart = builder.reshape(run, [outer * cells, 1, inner]);
    const filled = builder.pad(apart, [0, place, 0], [0, axis.stride - 1 - place, 0]);
    return builder.reshape(filled, [outer, cells * axis.stride, inner]);
  });
  return placed.reduce((sum, one) => builder.add(sum, one));
}
