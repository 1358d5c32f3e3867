import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, type Attributes, type Operation, type Value } from '../../../compiler/graph/graph.js';
import { primitives } from '../../../compiler/primitives/index.js';
import type { NdArray, Primitive, Site } from '../../../compiler/primitives/primitive.js';
import { tfjsDType } from '../../../compiler/primitives/tfjs.js';
import { casesOf, tested, type Case } from './cases.js';
import { expectClose } from './close.js';

/** Runs a primitive by its carrier where that supports the site, else by its decomposition, all the way down. */
function run(
  primitive: Primitive,
  attributes: Attributes,
  inputs: readonly tf.TensorInfo[],
  site: Site,
): tf.TensorInfo[] {
  const { tfjs } = primitive;
  if (tfjs && (tfjs.supports?.(site) ?? true)) return runKernel(primitive, inputs, site);
  const builder = new GraphBuilder();
  const operands = site.inputs.map((type, index) => builder.input(`${index}`, type));
  if (!primitive.decompose) throw new Error(`${primitive.name} has neither carrier nor decomposition`);
  const parts = primitive.decompose(builder, operands, attributes);
  const values = new Map<Value, tf.TensorInfo>(operands.map((operand, index) => [operand, inputs[index]!]));
  for (const operation of operationsOf(parts)) {
    if (values.has(operation.results[0]!)) continue;
    const results = run(
      operation.primitive,
      operation.attributes,
      operation.inputs.map((input) => values.get(input)!),
      siteOf(operation),
    );
    operation.results.forEach((value, index) => values.set(value, results[index]!));
  }
  return parts.map((part) => values.get(part)!);
}

function runKernel({ tfjs }: Primitive, inputs: readonly tf.TensorInfo[], site: Site): tf.TensorInfo[] {
  const { kernel, operands, attributes, outputs } = tfjs!;
  const named = operands === 'list' ? [...inputs] : Object.fromEntries(operands.map((name, i) => [name, inputs[i]!]));
  const results = tf
    .engine()
    .runKernel(kernel, named as unknown as tf.NamedTensorMap, (attributes?.(site) ?? {}) as tf.NamedAttrMap);
  const list = Array.isArray(results) ? results : [results];
  return site.results.map((_, index) => list[outputs?.[index] ?? index]!);
}

function siteOf({ attributes, inputs, results }: Operation): Site {
  return {
    attributes,
    inputs: inputs.map((input) => input.type),
    results: results.map((result) => result.type),
  };
}

function compare({ primitive, attributes, inputs, label }: Case): void {
  const types = inputs.map((input) => input.type);
  const results = primitive.resultTypes(types, attributes);
  const expected = primitive.evaluate(inputs, attributes, results);
  tf.tidy(() => {
    const actual = run(primitive, attributes, inputs.map(upload), { attributes, inputs: types, results });
    expected.forEach(({ type, data }, index) => {
      const tensor = actual[index]! as tf.Tensor;
      expect(tensor.dtype, label).toBe(tfjsDType(type.dtype));
      expect(tensor.shape, label).toEqual(type.shape);
      expectClose(tensor.dataSync(), data, 1e-5, label);
    });
  });
}

function upload({ type, data }: NdArray): tf.Tensor {
  const values = type.dtype === 'f32' ? Float32Array.from(data) : Int32Array.from(data);
  return tf.tensor(type.dtype === 'bool' ? Uint8Array.from(data) : values, [...type.shape], tfjsDType(type.dtype));
}

describe.each(['cpu', 'wasm'])('on the %s backend of tfjs', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(tested)('%s is carried', (name) => {
    casesOf(name).forEach(compare);
  });
});

it('every primitive but the sources has a kernel or decomposes', () => {
  const without = [...primitives.values()].filter(({ tfjs, decompose }) => !tfjs && !decompose);
  expect(without.map(({ name }) => name)).toEqual(['input', 'state']);
});
