import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Value } from '../../../compiler/graph/graph.js';
import { scalar, tensor } from '../../../compiler/graph/types.js';
import { compile } from '../../../compiler/index.js';
import { commonSubexpressions } from '../../../compiler/phases/6-optimize/common-subexpressions.js';
import { constantFolding } from '../../../compiler/phases/6-optimize/constant-folding.js';
import { scaledFilters } from '../../../compiler/phases/6-optimize/scaled-filters.js';
import { optimize, passes } from '../../../compiler/phases/6-optimize/optimize.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { randomFeeds, randomState } from '../../support/random-state.js';
import { experimentOf } from '../../support/spec.js';
import { CLASSES, randomSpec } from '../differentiate/random-spec.js';
import { Random } from '../primitives/random.js';

const SEEDS = Array.from({ length: 15 }, (_, seed) => seed);

function graphOf(outputs: Readonly<Record<string, Value>>): Graph {
  return { name: 'test', inputs: [], outputs, updates: [] };
}

function size(graph: Graph): number {
  return operationsOf(rootsOf(graph)).length;
}

/** Names of the primitives that a graph is made of, sources left out. */
function primitivesOf(graph: Graph): string[] {
  const operations = operationsOf(rootsOf(graph)).filter(({ inputs }) => inputs.length > 0);
  return operations.map(({ primitive }) => primitive.name);
}

describe('every pass', () => {
  it('has a name of its own and a sentence about it', () => {
    expect(new Set(passes.map(({ name }) => name)).size).toBe(passes.length);
    for (const { doc } of passes) expect(doc).toMatch(/^\S.{10,}\.$/);
  });

  it.each(SEEDS)('keeps what graphs compute, alone and together (model %i)', (seed) => {
    const experiment = experimentOf(randomSpec(seed));
    const plain = compile(experiment, { steps: 10, passes: [] });
    const random = new Random(`passes ${seed}`);
    const state = randomState(plain, random);
    for (const [name, graph] of Object.entries(plain.graphs)) {
      const feeds = randomFeeds(graph, random, CLASSES);
      const expected = evaluateGraph(graph, feeds, state);
      for (const selection of [...passes.map((pass) => [pass]), passes, [...passes].reverse()]) {
        const optimized = optimize(graph, selection);
        expect(optimized.inputs.map((input) => input.name)).toEqual(graph.inputs.map((input) => input.name));
        const actual = evaluateGraph(optimized, feeds, state);
        expectEqual(actual.outputs, expected.outputs, `${name}, ${selection.map((pass) => pass.name).join(' ')}`);
        expectEqual(actual.updates, expected.updates, `${name}, ${selection.map((pass) => pass.name).join(' ')}`);
      }
    }
  });

  it.each(SEEDS)('makes training steps smaller, and finds nothing more the second time (model %i)', (seed) => {
    const experiment = experimentOf(randomSpec(seed));
    const plain = compile(experiment, { steps: 10, passes: [] }).graphs.train!;
    const before = size(plain);
    const once = optimize(plain);
    expect(size(once)).toBeLessThan(before);
    expect(size(optimize(once))).toBe(size(once));
    expect(size(plain)).toBe(before);
  });
});

type Arrays = Readonly<Record<string, Float64Array>>;

function expectEqual(actual: Arrays, expected: Arrays, what: string): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) {
    const scale = Math.max(1, ...values.map(Math.abs));
    const worst = Math.max(0, ...values.map((value, index) => Math.abs(value - actual[name]![index]!)));
    expect(worst / scale, `${what}: ${name}`).toBeLessThan(1e-12);
  }
}

describe('constant folding', () => {
  it('computes what depends on nothing', () => {
    const b = new GraphBuilder();
    const y = b.mul(b.exp(b.add(b.constant(1, [3]), 1)), b.constant(2, [3]));
    const folded = constantFolding.run(graphOf({ y }));
    expect(primitivesOf(folded)).toEqual([]);
    expect([...evaluateGraph(folded, {}).outputs['y']!]).toEqual([0, 1, 2].map(() => 2 * Math.exp(2)));
  });

  it('keeps the shape and type of what it folds', () => {
    const b = new GraphBuilder();
    const wide = b.add(b.constant(1, [2, 1]), b.constant(2, [3]));
    const truth = b.less(b.constant(1, [2]), 3);
    const folded = constantFolding.run(graphOf({ wide, truth }));
    expect(Object.values(folded.outputs).map(({ type }) => type)).toEqual([tensor('f32', [2, 3]), tensor('bool', [2])]);
  });

  it('drops what changes nothing, and only that', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [2]));
    const same = b.div(b.mul(b.sub(b.add(b.add(x, 0), b.constant(0)), 0), 1), 1);
    expect(primitivesOf(constantFolding.run(graphOf({ same })))).toEqual([]);
    const other = b.div(1, b.sub(0, b.mul(b.add(x, 1), 0)));
    expect(primitivesOf(constantFolding.run(graphOf({ other })))).toEqual(['add', 'mul', 'sub', 'div']);
    const turned = b.div(b.constant(1, [2]), b.sub(b.constant(0, [2]), x));
    expect(primitivesOf(constantFolding.run(graphOf({ turned })))).toEqual(['sub', 'div']);
    const wider = b.add(x, b.constant(0, [3, 2]));
    expect(primitivesOf(constantFolding.run(graphOf({ wider })))).toEqual(['add']);
  });

  it('leaves what is not finite to run time', () => {
    const b = new GraphBuilder();
    const y = b.ln(b.sub(b.constant(1), 2));
    expect(primitivesOf(constantFolding.run(graphOf({ y })))).toEqual(['ln']);
  });
});

describe('scaled filters', () => {
  const sliding = { strides: [1, 1], dilations: [1, 1], padding: [0, 0, 0, 0] } as const;

  it('take the factor of each filter, on either side', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [1, 4, 4, 2]));
    const filter = b.state('w', tensor('f32', [3, 3, 2, 5]));
    const scale = b.state('s', tensor('f32', [5]));
    for (const y of [b.mul(b.conv(x, filter, sliding), scale), b.mul(scale, b.conv(x, filter, sliding))]) {
      const scaled = scaledFilters.run(graphOf({ y }));
      expect(primitivesOf(scaled)).toEqual(['mul', 'conv']);
      const random = new Random('scaled filters');
      const feeds = { x: random.tensor([32]).data };
      const state = { w: random.tensor([90]).data, s: random.tensor([5]).data };
      const [expected, found] = [graphOf({ y }), scaled].map((one) => evaluateGraph(one, feeds, state).outputs['y']!);
      found!.forEach((value, index) => expect(value).toBeCloseTo(expected![index]!, 12));
    }
  });

  it('leave what is used unscaled too, and factors that differ within an image', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [1, 4, 4, 2]));
    const z = b.conv(x, b.state('w', tensor('f32', [3, 3, 2, 2])), sliding);
    const scale = b.state('s', tensor('f32', [2]));
    expect(primitivesOf(scaledFilters.run(graphOf({ y: b.mul(z, scale), z })))).toEqual(['conv', 'mul']);
    const places = b.state('p', tensor('f32', [2, 2]));
    expect(primitivesOf(scaledFilters.run(graphOf({ y: b.mul(z, places) })))).toEqual(['conv', 'mul']);
  });
});

describe('common subexpressions', () => {
  it('become one, also through their inputs', () => {
    const b = new GraphBuilder();
    const x = b.state('x', scalar);
    const y = b.mul(b.exp(b.add(x, 1)), b.exp(b.add(x, 1)));
    expect(primitivesOf(commonSubexpressions.run(graphOf({ y })))).toEqual(['add', 'exp', 'mul']);
  });

  it('are told apart by attributes, operands and their order', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [2, 3]));
    const sums = { a: b.sum(x, [0]), b: b.sum(x, [1]), c: b.sum(x, [1], true) };
    expect(primitivesOf(commonSubexpressions.run(graphOf(sums)))).toEqual(['sum', 'sum', 'sum']);
    const differences = { a: b.sub(x, 1), b: b.sub(1, x) };
    expect(primitivesOf(commonSubexpressions.run(graphOf(differences)))).toEqual(['sub', 'sub']);
  });

  it('are told apart by constants that JSON writes alike', () => {
    const b = new GraphBuilder();
    const numbers = [0, -0, Infinity, -Infinity, NaN];
    const outputs = Object.fromEntries(numbers.map((value, index) => [`c${index}`, b.constant(value, [1])]));
    const { outputs: found } = evaluateGraph(commonSubexpressions.run(graphOf(outputs)), {});
    numbers.forEach((value, index) => expect(found[`c${index}`]![0]).toBe(value));
  });

  it('keep all results of operations that have several', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [4, 1, 1, 2]));
    const [gamma, beta] = [b.constant(1, [2]), b.constant(0, [2])];
    const [first, second] = [b.batchNorm(x, gamma, beta, 1e-3), b.batchNorm(x, gamma, beta, 1e-3)];
    const graph = commonSubexpressions.run(graphOf({ y: first.y, mean: second.mean, variance: second.variance }));
    expect(primitivesOf(graph)).toEqual(['batch_norm']);
    expect(Object.values(graph.outputs).map(({ index }) => index)).toEqual([0, 1, 2]);
  });
});
