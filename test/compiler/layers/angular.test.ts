import { describe, expect, it } from 'vitest';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { gradientName, vectorJacobianGraph } from '../../support/gradient-graph.js';
import { modelText, networkOf } from '../../support/spec.js';
import { Random } from '../primitives/random.js';

const FUNCTIONS = [
  'log',
  'log(m: 0.3rad)',
  'cos',
  'linear',
  'squared_cosine',
  'sigmoid',
  'inverse',
  'inverse(eps: 0.1rad)',
];

/** Norms without an epsilon, so that the relations are exact. */
const EXACT = '@norm(eps: 0)';

interface Run {
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dw: Float64Array;
}

/** One layer on given numbers, and the gradients of a fixed random combination of its outputs. */
function run(line: string, shape: readonly number[], x: ArrayLike<number>, filter: ArrayLike<number>): Run {
  const batch = x.length / shape.reduce((a, b) => a * b);
  const graph = vectorJacobianGraph(networkOf(modelText(shape, `layer: ${line}`)), batch);
  const { shape: output } = graph.outputs['y']!.type;
  const cotangent = numbers(output, 'cotangent');
  const { outputs } = evaluateGraph(graph, { features: x, cotangent }, { 'layer/filter': filter, step: [0] });
  return {
    y: outputs['y']!,
    dx: outputs[gradientName('features')]!,
    dw: outputs[gradientName('layer/filter')]!,
  };
}

function numbers(shape: readonly number[], name: string): Float64Array {
  return new Random(name).tensor(shape, -1, 1).data;
}

function expectClose(actual: Float64Array, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 9));
}

const shape = [5, 4, 3];
const image = numbers([2, ...shape], 'image');
const filter = numbers([3, 3, 3, 4], 'filter');
const vectors = numbers([3, 6], 'vectors');
const matrix = numbers([6, 4], 'matrix');

describe.each(FUNCTIONS)('the angle function %s', (name) => {
  const convolution = `angconv(4, 3x3, stride: 2) @angle(${name}) ${EXACT}`;
  const connected = `angfc(4) @angle(${name}) ${EXACT}`;

  it('does not see the length of its input or of its filters', () => {
    const scaled = image.map((value) => 37 * value);
    expectClose(run(convolution, shape, scaled, filter).y, run(convolution, shape, image, filter).y);
    expectClose(
      run(
        convolution,
        shape,
        image,
        filter.map((value) => value / 50),
      ).y,
      run(convolution, shape, image, filter).y,
    );
    expectClose(
      run(
        connected,
        [6],
        vectors.map((value) => 1e-3 * value),
        matrix,
      ).y,
      run(connected, [6], vectors, matrix).y,
    );
  });

  it('has gradients that are orthogonal to the filters, and to the input', () => {
    const conv = run(convolution, shape, image, filter);
    for (let column = 0; column < 4; column++) expectOrthogonal(filter, conv.dw, column, 4);
    // Patches overlap, so that only the whole image's length is certain not to matter.
    expectOrthogonal(image, conv.dx, 0, 1);
    const { dw, dx } = run(connected, [6], vectors, matrix);
    for (let column = 0; column < 4; column++) expectOrthogonal(matrix, dw, column, 4);
    for (let row = 0; row < 3; row++)
      expectOrthogonal(vectors.subarray(row * 6, row * 6 + 6), dx.subarray(row * 6, row * 6 + 6), 0, 1);
  });

  it('is the same in a 1x1 convolution as in a fully connected layer on each pixel', () => {
    const [a, b] = [
      run(`angconv(4, 1x1) @angle(${name})`, [3, 2, 6], numbers([2, 3, 2, 6], 'pixels'), matrix),
      run(`angfc(4) @angle(${name})`, [6], numbers([2, 3, 2, 6], 'pixels'), matrix),
    ];
    expectClose(a.y, b.y);
  });
});

/** Elements `column`, `column + columns`, … of both have the scalar product 0. */
function expectOrthogonal(a: Float64Array, b: Float64Array, column: number, columns: number): void {
  const ours = (_: number, index: number) => index % columns === column;
  const [left, right] = [a.filter(ours), b.filter(ours)];
  const product = left.reduce((sum, value, index) => sum + value * right[index]!, 0);
  const lengths = Math.hypot(...left) * Math.hypot(...right);
  expect(lengths).toBeGreaterThan(0);
  expect(Math.abs(product) / lengths).toBeLessThan(1e-9);
}

describe('the cosine', () => {
  it.each([
    ['same', 1],
    ['same', 2],
    ['same_torch', 2],
    ['valid', 2],
  ] as const)('times both norms is the dot product of a plain convolution (%s, stride %i)', (padding, stride) => {
    const tail = `padding: ${padding}, stride: ${stride})`;
    const { y } = run(`angconv(4, 3x3, ${tail} @angle(cos) @norm(eps: 0, clip: 1e-7)`, shape, image, filter);
    const plain = run(`conv(4, 3x3, ${tail}`, shape, image, filter).y;
    // The patch norm is that of a convolution of the squares with ones.
    const squares = image.map((value) => value * value);
    const energy = run(`conv(4, 3x3, ${tail}`, shape, squares, new Float64Array(filter.length).fill(1)).y;
    const lengths = [0, 1, 2, 3].map((column) => Math.hypot(...filter.filter((_, index) => index % 4 === column)));
    expectClose(
      y.map((value, index) => value * Math.sqrt(energy[index]!) * lengths[index % 4]!),
      plain,
    );
  });

  it('of an angle near 0 is held at the clip', () => {
    const flat = Float64Array.from({ length: 6 }, (_, at) => 100 * (at + 1));
    const { y, dw } = run('angfc(1) @angle(linear) @norm(clip: 0.1)', [6], flat, flat);
    expect(y[0]).toBeCloseTo(1 - (2 * Math.acos(0.9)) / Math.PI, 12);
    expect([...dw].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
