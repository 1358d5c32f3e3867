import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph } from '../../../../compiler/graph/graph.js';
import { tensor } from '../../../../compiler/graph/types.js';
import { tfjsPlanner } from '../../../../compiler/targets/tfjs-plan/index.js';
import { frugalOrder } from '../../../../compiler/targets/tfjs-plan/order.js';
import { randomProgram } from '../../../support/random-graph.js';

describe('the frugal order', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'of graph %i runs each operation once, after its producers',
    (seed) => {
      const { train } = randomProgram(seed);
      const operations = operationsOf(rootsOf(train));
      const order = frugalOrder(operations, rootsOf(train));
      expect(new Set(order)).toEqual(new Set(operations));
      expect(order.length).toBe(operations.length);
      const position = new Map(order.map((operation, index) => [operation, index]));
      for (const [index, operation] of order.entries()) {
        for (const input of operation.inputs) expect(position.get(input.producer)).toBeLessThan(index);
      }
    },
  );

  it('uses large values up before it makes the next', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [1000]));
    const large = [1, 2, 3, 4].map((factor) => b.mul(x, factor));
    const sum = large.map((value) => b.sum(value, [0])).reduce((total, part) => b.add(total, part));
    const graph: Graph = { name: 'test', inputs: [], outputs: { sum }, updates: [] };
    // x and one product at a time, and a few scalars.
    expect(tfjsPlanner(graph)().peakBytes).toBeLessThan(2 * 4000 + 100);
  });
});
