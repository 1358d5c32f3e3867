import type { Graph, Value } from '../../graph/graph.js';
import { rewrite, type RewriteRule } from '../../graph/rewrite.js';
import { convFilterGradient } from '../../primitives/convolution/conv-filter-gradient.js';
import { convInputGradient } from '../../primitives/convolution/conv-input-gradient.js';
import {
  filterAxes,
  isUndilated,
  type ConvolutionGradientAttributes,
} from '../../primitives/convolution/convolution.js';
import { isSame, isValid } from '../../primitives/window.js';

/**
 * The graph with gradients of convolutions whose padding is neither VALID nor SAME (PyTorch's, where the stride is 2)
 * taken of an image that has its border already. oneDNN's kernels don't take such padding, and TensorFlow's own take
 * twice as long in f32 and seventy times as long in bf16.
 */
export function withoutExplicitPadding(graph: Graph): Graph {
  return rewrite(graph, borderFirst);
}

const borderFirst: RewriteRule = ({ primitive, attributes }, inputs, b) => {
  if (primitive.name !== convFilterGradient.name && primitive.name !== convInputGradient.name) return undefined;
  const convolution = attributes as ConvolutionGradientAttributes;
  const [first, second] = inputs as [Value, Value];
  const ofFilter = primitive.name === convFilterGradient.name;
  const image = ofFilter ? first.type.shape : convolution.shape;
  const axes = filterAxes(image, ofFilter ? convolution.shape : second.type.shape, convolution);
  const site = { attributes: convolution, inputs: [], results: [] };
  if (!isUndilated(site) || axes.every(isValid) || axes.every(isSame)) return undefined;
  const [top, bottom, left, right] = convolution.padding;
  const whole = { ...convolution, padding: [0, 0, 0, 0] } as const;
  if (ofFilter) {
    const bordered = b.pad(first, [0, top, left, 0], [0, bottom, right, 0]);
    return [b.convFilterGradient(bordered, second, whole)];
  }
  const [count, height, width, channels] = image as readonly [number, number, number, number];
  const shape = [count, height + top + bottom, width + left + right, channels];
  const bordered = b.convInputGradient(first, second, { ...whole, shape });
  return [b.slice(bordered, [0, top, left, 0], image)];
};
