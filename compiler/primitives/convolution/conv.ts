import { zeros } from '../ndarray.js';
import { exactly } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { eachTap, tfjsPadding } from '../window.js';
import { convolvedType, filterAxes, tensorflowConvolution, type ConvolutionAttributes } from './convolution.js';

export const conv = definePrimitive<ConvolutionAttributes>({
  name: 'conv',
  doc: 'The two-dimensional convolution (cross-correlation) of NHWC images with an HWIO filter.',
  resultTypes(inputs, attributes) {
    const [x, filter] = exactly(2, inputs);
    return [convolvedType(x, filter, attributes)];
  },
  evaluate(inputs, attributes, [type]) {
    const [x, filter] = exactly(2, inputs);
    const y = zeros(type!);
    const [channelsIn, channelsOut] = filter.type.shape.slice(2) as [number, number];
    eachTap(x.type.shape[0]!, filterAxes(x.type.shape, filter.type.shape, attributes), (pixel, tap, window) => {
      for (let c = 0; c < channelsIn; c++) {
        const value = x.data[pixel * channelsIn + c]!;
        const row = (tap * channelsIn + c) * channelsOut;
        for (let f = 0; f < channelsOut; f++) y.data[window * channelsOut + f]! += value * filter.data[row + f]!;
      }
    });
    return [y];
  },
  gradient({ builder, inputs, attributes, resultGradients }) {
    const [x, filter] = exactly(2, inputs);
    const dy = resultGradients[0]!;
    return [
      builder.convInputGradient(dy, filter, { ...attributes, shape: x.type.shape }),
      builder.convFilterGradient(x, dy, { ...attributes, shape: filter.type.shape }),
    ];
  },
  tensorflow: {
    op: 'Conv2D',
    attributes: (site) =>
      tensorflowConvolution(site, filterAxes(site.inputs[0]!.shape, site.inputs[1]!.shape, site.attributes)),
  },
  tfjs: {
    kernel: 'Conv2D',
    operands: ['x', 'filter'],
    attributes: ({ attributes }) => ({
      strides: attributes.strides,
      dilations: attributes.dilations,
      pad: tfjsPadding(attributes),
      dataFormat: 'NHWC',
    }),
  },
});
