import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import type { ConvolutionGradientAttributes } from '../../../primitives/convolution/convolution.js';
import { attributesOf, type Lowering } from './lowering.js';

/** How much taller the image must be than dy for the border of zeros to cost more than the additions. */
const WORTHWHILE = 1.2;

/**
 * Of an unpadded convolution, row by row of the filter: the sum of as many convolutions along the rows of dy, each
 * moved to where it belongs. The decomposition as one convolution also multiplies the rows of zeros around dy; for
 * LeNet's second convolution it took 25 ms instead of 17.
 */
export const convInputGradient: Lowering = {
  primitives: ['conv_input_gradient'],
  lower(b, inputs, operation) {
    const [dy, filter] = inputs as readonly [Value, Value];
    const attributes = attributesOf<ConvolutionGradientAttributes>(operation);
    const plain = [...attributes.strides, ...attributes.dilations].every((size) => size === 1);
    const unpadded = attributes.padding.every((size) => size === 0);
    if (!plain || !unpadded || attributes.shape[1]! < WORTHWHILE * dy.type.shape[1]!) return undefined;
    const turned = b.transpose(b.reverse(filter, [1]), [0, 1, 3, 2]);
    const rows = Array.from({ length: filter.type.shape[0]! }, (_, row) => filterRow(b, turned, row));
    const terms = rows.map((row, index) => alongRows(b, dy, row, index, attributes.shape));
    return [
      b.reshape(
        terms.reduce((sum, term) => b.add(sum, term)),
        attributes.shape,
      ),
    ];
  },
};

function filterRow(b: GraphBuilder, filter: Value, row: number): Value {
  const [, ...rest] = filter.type.shape;
  return b.slice(filter, [row, 0, 0, 0], [1, ...rest]);
}

/** What one row of the filter contributes to the images, [N, H, W·C]. */
function alongRows(b: GraphBuilder, dy: Value, filter: Value, row: number, images: readonly number[]): Value {
  const [count, height, width, channels] = dy.type.shape as readonly [number, number, number, number];
  const border = filter.type.shape[1]! - 1;
  const lines = b.reshape(dy, [count * height, 1, width, channels]);
  const padding = [0, 0, border, border] as const;
  const part = b.conv(lines, filter, { strides: [1, 1], dilations: [1, 1], padding });
  const flat = b.reshape(part, [count, height, images[2]! * images[3]!]);
  return b.pad(flat, [0, row, 0], [0, images[1]! - height - row, 0]);
}
