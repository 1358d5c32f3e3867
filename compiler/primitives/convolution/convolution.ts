import type { Shape, TensorType } from '../../graph/types.js';
import { expect, expectRank, sharedFloat } from '../operands.js';
import type { Site, TensorflowAttribute } from '../primitive.js';
import { elementType } from '../tensorflow.js';
import { tensorflowPadding, windowAxes, type WindowAttributes, type WindowAxes } from '../window.js';

export type ConvolutionAttributes = WindowAttributes & {
  /** Pixels between neighbouring taps of the filter: [down, right]. */
  readonly dilations: readonly [number, number];
};

/** Attributes of the gradients, which must be told the shape of what they give. */
export type ConvolutionGradientAttributes = ConvolutionAttributes & { readonly shape: Shape };

/** How an HWIO filter slides over NHWC images. */
export function filterAxes(image: Shape, filter: Shape, attributes: ConvolutionAttributes): WindowAxes {
  return windowAxes(image, [filter[0]!, filter[1]!], attributes, attributes.dilations);
}

/** The type of a convolution's result; @throws {ShapeError} when filter and images don't fit. */
export function convolvedType(image: TensorType, filter: TensorType, attributes: ConvolutionAttributes): TensorType {
  const dtype = sharedFloat([image, filter]);
  expectRank(image, 4, 'image');
  expectRank(filter, 4, 'filter');
  const [taken, given] = [filter.shape[2]!, image.shape[3]!];
  expect(taken === given, `the filter takes ${taken} channels, the images have ${given}`);
  const [rows, columns] = filterAxes(image.shape, filter.shape, attributes);
  return { dtype, shape: [image.shape[0]!, rows.output, columns.output, filter.shape[3]!] };
}

/** The attributes that TensorFlow's convolution and its gradients have in common. */
export function tensorflowConvolution(
  site: Site<ConvolutionAttributes>,
  axes: WindowAxes,
): Readonly<Record<string, TensorflowAttribute>> {
  const { strides, dilations } = site.attributes;
  return {
    ...elementType(site),
    strides: { ints: [1, ...strides, 1] },
    dilations: { ints: [1, ...dilations, 1] },
    data_format: { string: 'NHWC' },
    ...tensorflowPadding(axes),
  };
}

/** TensorFlow's gradient kernels for the CPU don't dilate, except through oneDNN, which isn't everywhere. */
export function isUndilated({ attributes: { dilations } }: Site<ConvolutionAttributes>): boolean {
  return dilations[0] === 1 && dilations[1] === 1;
}
