import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { primitives } from '../../../compiler/primitives/index.js';
import type { NdArray, Primitive, Site, TensorflowConstant } from '../../../compiler/primitives/primitive.js';
import { describePythonTensorflow, ORACLE_PYTHON } from '../../support/needs.js';
import { casesOf, tested, type Case } from './cases.js';
import { expectClose } from './close.js';

const SCRIPT = fileURLToPath(new URL('./tensorflow_carriers.py', import.meta.url));
/** Opaque: only TensorFlow's own gradient reads it. */
const unspecified = new Map([['batch_norm', 5]]);

interface Result {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

function siteOf({ primitive, attributes, inputs }: Case): Site {
  const types = inputs.map((input) => input.type);
  return { attributes, inputs: types, results: primitive.resultTypes(types, attributes) };
}

function isCarried(application: Case): boolean {
  const { tensorflow } = application.primitive;
  return tensorflow !== undefined && (tensorflow.supports?.(siteOf(application)) ?? true);
}

/** The op's inputs and attributes as the script takes them. */
function request(application: Case): unknown {
  const { primitive, inputs } = application;
  const { op, operands, attributes } = primitive.tensorflow!;
  const site = siteOf(application);
  const wanted = operands?.(site) ?? [...inputs.keys()];
  return {
    op,
    inputs: wanted.map((operand) => (typeof operand === 'number' ? plain(inputs[operand]!) : constant(operand))),
    attributes: attributes?.(site) ?? {},
  };
}

function plain({ type: { dtype, shape }, data }: NdArray) {
  return { dtype, shape, data: [...data] };
}

function constant(value: TensorflowConstant) {
  if ('ints' in value) return { dtype: 'i32', shape: value.shape ?? [value.ints.length], data: value.ints };
  if ('floats' in value) return { dtype: 'f32', shape: [value.floats.length], data: value.floats };
  if ('bf16' in value) return { dtype: 'bf16', shape: [], data: [value.bf16] };
  if ('int' in value) return { dtype: 'i32', shape: [], data: [value.int] };
  return 'float' in value
    ? { dtype: 'f32', shape: [], data: [value.float] }
    : { dtype: 'bool', shape: [], data: [value.bool] };
}

describePythonTensorflow("the ops of Python's TensorFlow", () => {
  it('compute what the primitives mean', { timeout: 120_000 }, () => {
    const cases = tested.flatMap(casesOf).filter(isCarried);
    const output = execFileSync(ORACLE_PYTHON, [SCRIPT], {
      input: JSON.stringify(cases.map(request)),
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const results = JSON.parse(output.toString()) as readonly (readonly Result[])[];
    cases.forEach((application, number) => {
      const { primitive, inputs, attributes, label } = application;
      const expected = primitive.evaluate(inputs, attributes, siteOf(application).results);
      expected.forEach(({ type, data }, index) => {
        if (unspecified.get(primitive.name) === index) return;
        const actual = results[number]![primitive.tensorflow!.outputs?.[index] ?? index]!;
        expect(actual.shape, label).toEqual(type.shape);
        expectClose(actual.data, data, 1e-5, label);
      });
    });
  });
});

it('every primitive but the sources has an op or decomposes', () => {
  const without = [...primitives.values()].filter(({ tensorflow, decompose }) => !tensorflow && !decompose);
  expect(without.map(({ name }) => name)).toEqual(['input', 'state']);
});

it.each([
  ['conv', [3, 5, 3, 1], [1, 2, 1, 2], [1, 3], false],
  ['conv', [3, 5, 3, 1], [1, 2, 1, 2], [3, 3], true],
  ['conv', [3, 5, 8, 1], [1, 2, 1, 2], [1, 3], true],
  ['conv_filter_gradient', [3, 8, 6, 3], [1, 1, 3, 4], [2, 1], false],
  ['conv_filter_gradient', [3, 8, 6, 3], [1, 1, 3, 4], [2, 2], true],
] as const)('%s of %j with %j and strides %j is handed to oneDNN only where that is right: %s', (...site) => {
  const [name, image, filter, strides, expected] = site;
  const window = { strides, dilations: [1, 1], padding: [0, 0, 0, 0] } as const;
  const f32 = (shape: readonly number[]) => ({ dtype: 'f32', shape }) as const;
  const { conv } = Object.fromEntries(primitives) as Record<string, Primitive>;
  const result = conv!.resultTypes([f32(image), f32(filter)], window)[0]!;
  const inputs = [f32(image), name === 'conv' ? f32(filter) : result];
  const attributes = name === 'conv' ? window : { ...window, shape: filter };
  expect(primitives.get(name)!.tensorflow!.supports!({ attributes, inputs, results: [] })).toBe(expected);
});
