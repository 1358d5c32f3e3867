import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../compiler/graph/builder.js';
import type { Graph, Value } from '../../../../compiler/graph/graph.js';
import { scalar, tensor } from '../../../../compiler/graph/types.js';
import { definePrimitive } from '../../../../compiler/primitives/primitive.js';
import { tfjsPlanner } from '../../../../compiler/targets/tfjs-plan/index.js';
import { LENET, lenetProgram } from '../../../support/lenet.js';
import { randomProgram } from '../../../support/random-graph.js';
import { checkPlan } from './check-plan.js';

function graphOf(outputs: Record<string, Value>): Graph {
  return { name: 'test', inputs: [], outputs, updates: [] };
}

describe('a plan', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('of random graph %i frees every buffer once', (seed) => {
    const plan = tfjsPlanner(randomProgram(seed).train)();
    expect(checkPlan(plan)).toBe(plan.peakBytes);
  });

  it('of a LeNet training step frees every buffer once', () => {
    const plan = tfjsPlanner(lenetProgram(LENET).graphs.train!)();
    expect(checkPlan(plan)).toBe(plan.peakBytes);
  });

  it('makes nothing that the outputs asked for do not need', () => {
    const b = new GraphBuilder();
    const [x, y] = [b.input('x', scalar), b.input('y', scalar)];
    const plan = tfjsPlanner(graphOf({ sine: b.sin(x), cosine: b.cos(y) }))(['cosine']);
    expect(plan.steps.map((step) => step.kernel)).toEqual(['Cos']);
    expect(plan.feeds.map((feed) => feed.name)).toEqual(['y']);
    expect(plan.outputs.map((output) => output.name)).toEqual(['cosine']);
  });

  it('keeps updates whatever outputs are asked for', () => {
    const { train } = randomProgram(1);
    const { updates } = tfjsPlanner(train)();
    expect(updates.length).toBeGreaterThan(0);
    expect(tfjsPlanner(train)([]).updates.map(({ name }) => name)).toEqual(updates.map(({ name }) => name));
  });

  it('takes no step for reshapes', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [2, 6]));
    const plan = tfjsPlanner(graphOf({ y: b.reshape(b.exp(b.reshape(x, [12])), [3, 4]) }))();
    expect(plan.steps.map((step) => step.kernel)).toEqual(['Exp']);
    expect(plan.outputs[0]!.shape).toEqual([3, 4]);
  });

  it('copies a matrix that products take under two shapes, since wasm packs it once', () => {
    const b = new GraphBuilder();
    const [x, y] = [b.input('x', tensor('f32', [2, 1])), b.input('y', tensor('f32', [3, 4]))];
    const [row, again] = [b.state('row', tensor('f32', [1, 4])), b.state('again', tensor('f32', [1, 4]))];
    const outputs = { forward: b.matmul(x, row), backward: b.matmul(y, row, { transposeB: true }) };
    const kernels = (graph: Graph): string[] => tfjsPlanner(graph)().steps.map((step) => step.kernel);
    expect(kernels(graphOf(outputs)).sort()).toEqual(['BatchMatMul', 'BatchMatMul', 'Identity']);
    // A state's own shape counts, whatever the plan reads: other plans read the same buffer.
    expect(kernels(graphOf({ y: b.matmul(y, again, { transposeB: true }) }))).toEqual(['Identity', 'BatchMatMul']);
    const made = b.exp(x);
    const twice = { square: b.matmul(made, b.reshape(made, [1, 2])), norm: b.matmul(b.reshape(x, [1, 2]), made) };
    expect(kernels(graphOf(twice)).filter((kernel) => kernel === 'Identity').length).toBe(1);
    expect(kernels(graphOf({ y: b.matmul(x, b.reshape(made, [1, 2])) }))).toEqual(['Exp', 'BatchMatMul']);
  });

  it('computes what depends on no input ahead of all calls', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [3]));
    const plan = tfjsPlanner(graphOf({ y: b.add(x, b.sum(b.constant(2, [3, 4]), [1])) }))();
    expect(plan.constants.map((step) => step.kernel)).toEqual(['Fill', 'Sum']);
    expect(plan.steps.map((step) => step.kernel)).toEqual(['Add']);
  });

  it('names a primitive that has neither a kernel nor a decomposition', () => {
    const odd = definePrimitive<Record<string, never>>({
      name: 'odd',
      doc: 'Nothing.',
      resultTypes: () => [scalar],
      evaluate: () => [],
    });
    const graph = graphOf({ y: new GraphBuilder().apply(odd, [], {}) });
    expect(() => tfjsPlanner(graph)).toThrow('the tfjs target has no operation for the primitive odd');
  });
});
