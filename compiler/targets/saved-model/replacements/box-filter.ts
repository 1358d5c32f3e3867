import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { RewriteRule } from '../../../graph/rewrite.js';
import { convInputGradient } from '../../../primitives/convolution/conv-input-gradient.js';
import { conv } from '../../../primitives/convolution/conv.js';
import { filterAxes, type ConvolutionGradientAttributes } from '../../../primitives/convolution/convolution.js';
import { constant } from '../../../primitives/sources/constant.js';
import type { WindowAxis } from '../../../primitives/window.js';

/** Wider windows have more sums than a convolution takes. */
const MAX_TAPS = 7;

/**
 * A convolution of one channel whose filter is the same number everywhere, or its gradient, becomes sums of shifted
 * images, rows first: a convolution of a single channel leaves most of a processor's lanes idle.
 */
export const boxFilters: RewriteRule = ({ primitive, attributes, results }, inputs, builder) => {
  const [x, filter] = inputs as [Value, Value];
  const isGradient = primitive.name === convInputGradient.name;
  if (!isGradient && primitive.name !== conv.name) return undefined;
  const [height, width, from, to] = filter.type.shape as [number, number, number, number];
  const weight = filter.producer.primitive.name === constant.name ? filter.producer.attributes['value'] : undefined;
  if (typeof weight !== 'number' || from !== 1 || to !== 1 || Math.max(height, width) > MAX_TAPS) return undefined;
  const images = isGradient ? results[0]!.type.shape : x.type.shape;
  const axes = filterAxes(images, filter.type.shape, attributes as ConvolutionGradientAttributes);
  if (axes.some(({ stride, dilation }) => stride !== 1 || dilation !== 1)) return undefined;
  const [rows, columns] = isGradient ? [turned(axes[0]), turned(axes[1])] : axes;
  const sums = shiftedSum(builder, shiftedSum(builder, x, 1, rows), 2, columns);
  return [weight === 1 ? sums : builder.mul(sums, weight)];
};

/** The window of the gradient: what an output was made of turns into what an input went into. */
function turned(axis: WindowAxis): WindowAxis {
  return { ...axis, input: axis.output, output: axis.input, before: axis.taps - 1 - axis.before };
}

/** For each place along an axis the sum of the window there. */
function shiftedSum(builder: GraphBuilder, x: Value, axis: number, { taps, before, input, output }: WindowAxis): Value {
  const after = output - 1 + taps - input - before;
  const along = (count: number) => x.type.shape.map((_, index) => (index === axis ? Math.max(0, count) : 0));
  const padded = builder.pad(x, along(before), along(after));
  const size = x.type.shape.map((length, index) => (index === axis ? output : length));
  // Padding below 0 leaves pixels out.
  const start = Math.max(0, -before);
  const shifted = Array.from({ length: taps }, (_, tap) => builder.slice(padded, along(start + tap), size));
  return shifted.reduce((sum, next) => builder.add(sum, next));
}
