import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Operation, type Value } from '../../../compiler/graph/graph.js';
import { isRegion, membersOf, type Region } from '../../../compiler/graph/region.js';
import { tensor } from '../../../compiler/graph/types.js';
import { compile } from '../../../compiler/index.js';
import { fusedRegions } from '../../../compiler/phases/6-optimize/fused-regions/fused-regions.js';
import { legalize } from '../../../compiler/targets/legalize.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { randomFeeds, randomState } from '../../support/random-state.js';
import { experimentOf } from '../../support/spec.js';
import { CLASSES, randomSpec } from '../differentiate/random-spec.js';
import { Random } from '../primitives/random.js';

const everything = fusedRegions(() => true, 1);

function graphOf(outputs: Readonly<Record<string, Value>>): Graph {
  return { name: 'test', inputs: [], outputs, updates: [] };
}

function regionsOf(graph: Graph): Region[] {
  return operationsOf(rootsOf(graph)).flatMap(({ primitive }) => (isRegion(primitive) ? [primitive.region] : []));
}

function namesOf(region: Region): string[] {
  return membersOf(region)
    .map(({ primitive }) => primitive.name)
    .filter((name) => name !== 'constant');
}

function images(b: GraphBuilder, name = 'x', channels = 4): Value {
  return b.input(name, tensor('f32', [2, 3, 3, channels]));
}

const SEEDS = Array.from({ length: 15 }, (_, seed) => seed);

describe('fused regions', () => {
  it.each(SEEDS)('keep what graphs compute, and can be taken apart again (model %i)', (seed) => {
    const program = compile(experimentOf(randomSpec(seed)), { steps: 10 });
    const random = new Random(`regions ${seed}`);
    const state = randomState(program, random);
    let regions = 0;
    for (const graph of Object.values(program.graphs)) {
      const feeds = randomFeeds(graph, random, CLASSES);
      const expected = evaluateGraph(graph, feeds, state);
      const fused = everything.run(graph);
      regions += regionsOf(fused).length;
      expect(evaluateGraph(fused, feeds, state)).toEqual(expected);
      const apart = legalize(fused, ({ primitive }) => !isRegion(primitive), 'test');
      expect(regionsOf(apart)).toEqual([]);
      expect(evaluateGraph(apart, feeds, state)).toEqual(expected);
    }
    expect(regions).toBeGreaterThan(0);
  });

  it('take a chain up to where something else needs its value', () => {
    const b = new GraphBuilder();
    const x = images(b);
    const rectified = b.relu(b.add(b.exp(x), 1));
    const pooled = b.maxPool(rectified, { window: [2, 2], strides: [1, 1], padding: [0, 0, 0, 0] });
    const fused = everything.run(graphOf({ y: b.sqrt(b.abs(pooled)) }));
    expect(regionsOf(fused).map(namesOf)).toEqual([
      ['exp', 'add', 'relu'],
      ['abs', 'sqrt'],
    ]);
  });

  it('compute anew what a later one needs, instead of keeping it', () => {
    const b = new GraphBuilder();
    const angle = b.acos(images(b));
    const pool = { window: [2, 2], strides: [1, 1], padding: [0, 0, 0, 0] } as const;
    const first = b.maxPool(b.ln(angle), pool);
    const second = b.maxPool(b.square(angle), pool);
    const fused = everything.run(graphOf({ y: b.sum(b.mul(first, second), [0, 1, 2, 3]) }));
    expect(regionsOf(fused).map(namesOf)).toEqual([
      ['acos', 'ln'],
      ['acos', 'square'],
    ]);
  });

  it('leave out what is computed once for many elements', () => {
    const b = new GraphBuilder();
    const norm = b.sqrt(b.add(images(b, 'e', 1), 1));
    const fused = everything.run(graphOf({ y: b.neg(b.mul(images(b), norm)) }));
    expect(regionsOf(fused).map(namesOf)).toEqual([
      ['add', 'sqrt'],
      ['mul', 'neg'],
    ]);
  });

  it('sum what is cheap where it is computed, and what is not from memory', () => {
    const b = new GraphBuilder();
    const [x, y] = [images(b), images(b, 'y')];
    const cheap = everything.run(graphOf({ sum: b.sum(b.mul(x, y), [3], true) }));
    expect(regionsOf(cheap).map(namesOf)).toEqual([['mul', 'sum']]);
    const costly = everything.run(graphOf({ sum: b.sum(b.mul(b.exp(x), y), [3], true) }));
    expect(regionsOf(costly).map(namesOf)).toEqual([['exp', 'mul']]);
    const columns = everything.run(graphOf({ sum: b.sum(b.mul(x, y), [0, 1, 2]) }));
    expect(regionsOf(columns)).toEqual([]);
  });

  it('end where they have many inputs, so that few values are kept for them', () => {
    const b = new GraphBuilder();
    const terms = Array.from({ length: 100 }, (_, index) => images(b, `x${index}`));
    const fused = everything.run(graphOf({ y: terms.reduce((sum, term) => b.add(sum, term)) }));
    const regions = regionsOf(fused);
    expect(regions.length).toBeGreaterThan(5);
    for (const { parameters } of regions) expect(parameters.length).toBeLessThan(20);
  });

  it('take only what the target can compile, and only where it saves enough', () => {
    const b = new GraphBuilder();
    const graph = graphOf({ y: b.neg(b.ln(b.add(images(b), 1))) });
    const without = (operation: Operation) => operation.primitive.name !== 'ln';
    expect(regionsOf(fusedRegions(without, 1).run(graph))).toEqual([]);
    const saved = 2 * 2 * 3 * 3 * 4;
    expect(regionsOf(fusedRegions(() => true, saved).run(graph))).toHaveLength(1);
    expect(regionsOf(fusedRegions(() => true, saved + 1).run(graph))).toEqual([]);
  });

  it('take time that grows with the graph', () => {
    const b = new GraphBuilder();
    let x = images(b);
    for (let layer = 0; layer < 5000; layer++) x = b.add(x, b.mul(b.tanh(x), 0.5));
    const start = performance.now();
    const fused = everything.run(graphOf({ x }));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(regionsOf(fused).length).toBeLessThan(1000);
  });
});
