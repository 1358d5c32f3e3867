import { zeros } from '../ndarray.js';
import { exactly, expectShape, sharedFloat } from '../operands.js';
import { definePrimitive, type Site } from '../primitive.js';
import { eachTap, type WindowAxis } from '../window.js';
import {
  convolvedType,
  filterAxes,
  isUndilated,
  tensorflowConvolution,
  type ConvolutionGradientAttributes,
} from './convolution.js';
import { cropForPadding } from './crop.js';

export const convFilterGradient = definePrimitive<ConvolutionGradientAttributes>({
  name: 'conv_filter_gradient',
  doc: 'The gradient of a convolution with respect to its filter, from the images and dy.',
  resultTypes(inputs, attributes) {
    const [x, dy] = exactly(2, inputs);
    const filter = { dtype: sharedFloat(inputs), shape: attributes.shape };
    expectShape(dy, convolvedType(x, filter, attributes).shape, 'gradient of the result');
    return [filter];
  },
  evaluate(inputs, attributes, [type]) {
    const [x, dy] = exactly(2, inputs);
    const dw = zeros(type!);
    const [channelsIn, channelsOut] = type!.shape.slice(2) as [number, number];
    eachTap(x.type.shape[0]!, filterAxes(x.type.shape, type!.shape, attributes), (pixel, tap, window) => {
      for (let c = 0; c < channelsIn; c++) {
        const value = x.data[pixel * channelsIn + c]!;
        const row = (tap * channelsIn + c) * channelsOut;
        for (let f = 0; f < channelsOut; f++) dw.data[row + f]! += value * dy.data[window * channelsOut + f]!;
      }
    });
    return [dw];
  },
  gradient({ builder, inputs, attributes, resultGradients }) {
    const [x, dy] = exactly(2, inputs);
    const { shape: _, ...attributesOfConv } = attributes;
    const gradient = resultGradients[0]!;
    return [
      builder.convInputGradient(dy, gradient, { ...attributesOfConv, shape: x.type.shape }),
      builder.conv(x, gradient, attributesOfConv),
    ];
  },
  /**
   * As a convolution over the examples: x with its batch and channels swapped is convolved with dy as the filter. A
   * step of the filter's tap moves x by the dilation, one of dy's pixel by the stride, so the two change places.
   */
  decompose(builder, inputs, attributes) {
    const [x, dy] = exactly(2, inputs);
    const [rows, columns] = filterAxes(x.type.shape, attributes.shape, attributes);
    const { images, padding } = cropForPadding(builder, x, [
      rows.before,
      paddingAfter(rows),
      columns.before,
      paddingAfter(columns),
    ]);
    const gradient = builder.conv(builder.transpose(images, [3, 1, 2, 0]), builder.transpose(dy, [1, 2, 0, 3]), {
      strides: attributes.dilations,
      dilations: attributes.strides,
      padding,
    });
    return [builder.transpose(gradient, [1, 2, 0, 3])];
  },
  tensorflow: {
    op: 'Conv2DBackpropFilter',
    supports: (site) => isUndilated(site) && !crashesOneDnn(site),
    operands: ({ attributes: { shape } }) => [0, { ints: shape }, 1],
    attributes: (site) =>
      tensorflowConvolution(site, filterAxes(site.inputs[0]!.shape, site.attributes.shape, site.attributes)),
  },
});

/** Padding up to the last pixel that a window touches, negative where windows leave pixels out at the end. */
function paddingAfter({ input, taps, output, stride, dilation, before }: WindowAxis): number {
  return (output - 1) * stride + (taps - 1) * dilation + 1 - input - before;
}

/**
 * With TensorFlow 2.21 on processors that have AVX-512, the gradient of a filter of one pixel whose strides differ, one of
 * them being 1, writes beyond its memory, and sooner or later the process ends.
 */
function crashesOneDnn({ attributes: { shape, strides } }: Site<ConvolutionGradientAttributes>): boolean {
  return shape[0] === 1 && shape[1] === 1 && strides[0] !== strides[1];
}
