import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import { zeros } from '../ndarray.js';
import { exactly, expectShape, sharedFloat } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap, extentOf, type WindowAxis } from '../window.js';
import {
  convolvedType,
  filterAxes,
  isUndilated,
  tensorflowConvolution,
  type ConvolutionGradientAttributes,
} from './convolution.js';
import { cropForPadding } from './crop.js';

export const convInputGradient = definePrimitive<ConvolutionGradientAttributes>({
  name: 'conv_input_gradient',
  doc: 'The gradient of a convolution with respect to its images, from dy and the filter.',
  resultTypes(inputs, attributes) {
    const [dy, filter] = exactly(2, inputs);
    const x = { dtype: sharedFloat(inputs), shape: attributes.shape };
    expectShape(dy, convolvedType(x, filter, attributes).shape, 'gradient of the result');
    return [x];
  },
  evaluate(inputs, attributes, [type]) {
    const [dy, filter] = exactly(2, inputs);
    const dx = zeros(type!);
    const [channelsIn, channelsOut] = filter.type.shape.slice(2) as [number, number];
    eachTap(type!.shape[0]!, filterAxes(type!.shape, filter.type.shape, attributes), (pixel, tap, window) => {
      for (let c = 0; c < channelsIn; c++) {
        const row = (tap * channelsIn + c) * channelsOut;
        let sum = 0;
        for (let f = 0; f < channelsOut; f++) sum += dy.data[window * channelsOut + f]! * filter.data[row + f]!;
        dx.data[pixel * channelsIn + c]! += sum;
      }
    });
    return [dx];
  },
  gradient({ builder, inputs, attributes, resultGradients }) {
    const [dy, filter] = exactly(2, inputs);
    const { shape: _, ...attributesOfConv } = attributes;
    const gradient = resultGradients[0]!;
    return [
      builder.conv(gradient, filter, attributesOfConv),
      builder.convFilterGradient(gradient, dy, { ...attributesOfConv, shape: filter.type.shape }),
    ];
  },
  /** As a convolution of dy, its pixels a stride apart, with the filter turned by 180° and its channels swapped. */
  decompose(builder, inputs, attributes) {
    const [dy, filter] = exactly(2, inputs);
    const [rows, columns] = filterAxes(attributes.shape, filter.type.shape, attributes);
    const spaced = spaceColumns(builder, spaceRows(builder, dy, rows.stride), columns.stride);
    const turned = builder.transpose(builder.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const { images, padding } = cropForPadding(builder, spaced, [...turnedPadding(rows), ...turnedPadding(columns)]);
    return [builder.conv(images, turned, { strides: [1, 1], dilations: attributes.dilations, padding })];
  },
  tensorflow: {
    op: 'Conv2DBackpropInput',
    supports: isUndilated,
    operands: ({ attributes: { shape } }) => [{ ints: shape }, 1, 0],
    attributes: (site) =>
      tensorflowConvolution(site, filterAxes(site.attributes.shape, site.inputs[1]!.shape, site.attributes)),
  },
});

/** Padding that makes the convolution of the spaced gradient as large as the image; negative where it is too large. */
function turnedPadding(axis: WindowAxis): [number, number] {
  const before = extentOf(axis) - 1 - axis.before;
  return [before, axis.input - axis.output * axis.stride + axis.before];
}

/** Puts stride - 1 rows of zeros after each row. */
function spaceRows(builder: GraphBuilder, images: Value, stride: number): Value {
  const [count, height, width, channels] = images.type.shape as readonly [number, number, number, number];
  const apart = builder.reshape(images, [count * height, 1, width, channels]);
  const spaced = builder.pad(apart, [0, 0, 0, 0], [0, stride - 1, 0, 0]);
  return builder.reshape(spaced, [count, height * stride, width, channels]);
}

/** Puts stride - 1 columns of zeros after each column. */
function spaceColumns(builder: GraphBuilder, images: Value, stride: number): Value {
  const [count, height, width, channels] = images.type.shape as readonly [number, number, number, number];
  const apart = builder.reshape(images, [count * height, width, 1, channels]);
  const spaced = builder.pad(apart, [0, 0, 0, 0], [0, 0, stride - 1, 0]);
  return builder.reshape(spaced, [count, height, width * stride, channels]);
}
