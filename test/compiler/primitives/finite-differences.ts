import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Value } from '../../../compiler/graph/graph.js';
import { broadcastAxes, sameShape, type TensorType } from '../../../compiler/graph/types.js';
import type { NdArray } from '../../../compiler/primitives/primitive.js';
import { evaluateValues } from '../../../runtime/engines/reference/evaluate.js';
import type { Case } from './cases.js';
import { Random } from './random.js';

const step = 1e-5;
/** Of the largest slope; central differences of smooth functions in float64 are far better. */
export const tolerance = 1e-6;

/**
 * How far a primitive's gradient lies from central differences of the sum of its results times random cotangents,
 * over all elements of all f32 inputs, relative to the largest slope.
 * @param wanted which results the sum is made of
 */
export function gradientError(application: Case, wanted: readonly number[]): number {
  const { primitive, attributes, inputs } = application;
  const types = primitive.resultTypes(typesOf(inputs), attributes);
  const random = new Random(`cotangents of ${application.label}`);
  const cotangents = types.map((type, index) => (wanted.includes(index) ? random.tensor(type.shape) : undefined));

  const contract = (arrays: readonly NdArray[]): number =>
    primitive
      .evaluate(arrays, attributes, types)
      .reduce((sum, result, index) => sum + dot(result.data, cotangents[index]?.data), 0);
  const gradients = evaluateGradients(application, cotangents);

  let [worst, largest] = [0, 1];
  inputs.forEach((input, index) => {
    if (input.type.dtype !== 'f32') return;
    for (let element = 0; element < input.data.length; element++) {
      const moved = (by: number): number => contract(inputs.with(index, shifted(input, element, by)));
      const expected = (moved(step) - moved(-step)) / (2 * step);
      largest = Math.max(largest, Math.abs(expected));
      worst = Math.max(worst, Math.abs((gradients[index]?.data[element] ?? 0) - expected));
    }
  });
  return worst / largest;
}

/** Gradients as the differentiation pass would use them, summed down to the inputs' shapes. */
export function evaluateGradients(
  { primitive, attributes, inputs }: Pick<Case, 'primitive' | 'attributes' | 'inputs'>,
  cotangents: readonly (NdArray | undefined)[],
): readonly (NdArray | undefined)[] {
  const builder = new GraphBuilder();
  const operands = inputs.map(({ type }, index) => builder.input(`input ${index}`, type));
  const results = builder.applyAll(primitive, operands, attributes);
  const resultGradients = cotangents.map((array, index) => array && builder.input(`cotangent ${index}`, array.type));
  const gradients = primitive.gradient!({ builder, inputs: operands, attributes, results, resultGradients });
  const summed = gradients.map((gradient, index) => gradient && sumTo(builder, gradient, operands[index]!.type));
  const values = evaluateValues(
    summed.filter((value) => value !== undefined),
    {
      ...Object.fromEntries(inputs.map((array, index) => [`input ${index}`, array.data])),
      ...Object.fromEntries(cotangents.map((array, index) => [`cotangent ${index}`, array?.data ?? []])),
    },
  );
  return summed.map((value) => value && values.get(value));
}

function sumTo(builder: GraphBuilder, gradient: Value, { shape }: TensorType): Value {
  if (sameShape(gradient.type.shape, shape)) return gradient;
  return builder.reshape(builder.sum(gradient, broadcastAxes(shape, gradient.type.shape)), shape);
}

function shifted({ type, data }: NdArray, element: number, by: number): NdArray {
  const moved = data.slice();
  moved[element]! += by;
  return { type, data: moved };
}

function dot(a: Float64Array, b: Float64Array | undefined): number {
  return b ? a.reduce((sum, value, index) => sum + value * b[index]!, 0) : 0;
}

function typesOf(arrays: readonly NdArray[]): TensorType[] {
  return arrays.map((array) => array.type);
}
