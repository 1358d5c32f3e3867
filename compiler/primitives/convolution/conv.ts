import { zeros } from '../ndarray.js';
import { exactly } from '../operands.js';
import { definePrimitive, type Site } from '../primitive.js';
import { eachTap, extentOf, tfjsPadding, type WindowAxis } from '../window.js';
import { convolvedType, filterAxes, tensorflowConvolution, type ConvolutionAttributes } from './convolution.js';
import { cropForPadding } from './crop.js';

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
  /** With stride 1 along axes that have room for one window alone, where pixels beyond it are cut off. */
  decompose(builder, inputs, attributes) {
    const [x, filter] = exactly(2, inputs);
    const [rows, columns] = filterAxes(x.type.shape, filter.type.shape, attributes).map(forOneWindow) as [Fit, Fit];
    const { images, padding } = cropForPadding(builder, x, [rows.before, rows.after, columns.before, columns.after]);
    const { dilations } = attributes;
    return [builder.conv(images, filter, { strides: [rows.stride, columns.stride], dilations, padding })];
  },
  tensorflow: {
    op: 'Conv2D',
    supports: (site) => !isMistakenByOneDnn(site),
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

type Fit = Pick<WindowAxis, 'stride' | 'before' | 'after'>;

/** Stride and padding of an axis, its padding negative where pixels are cut off. */
function forOneWindow(axis: WindowAxis): Fit {
  const after = extentOf(axis) - axis.before - axis.input;
  const touches = axis.input + after > 0;
  return axis.output === 1 && touches ? { stride: 1, before: axis.before, after } : axis;
}

/**
 * With TensorFlow 2.21 on processors that have AVX-512, a convolution of single-channel images that has one window in
 * each row, stride 1 down and a greater one right, gives wrong numbers where there are several images.
 */
function isMistakenByOneDnn({ attributes, inputs }: Site<ConvolutionAttributes>): boolean {
  const [x, filter] = inputs;
  const [rows, columns] = filterAxes(x!.shape, filter!.shape, attributes);
  return x!.shape[3] === 1 && rows.stride === 1 && forOneWindow(columns).stride < columns.stride;
}
