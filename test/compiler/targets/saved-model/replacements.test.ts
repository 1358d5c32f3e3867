import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Value } from '../../../../compiler/graph/graph.js';
import { rewrite } from '../../../../compiler/graph/rewrite.js';
import { tensor } from '../../../../compiler/graph/types.js';
import { replaceForRegions } from '../../../../compiler/targets/saved-model/replacements/index.js';
import { evaluateGraph } from '../../../../runtime/engines/reference/evaluate.js';
import { Random } from '../../primitives/random.js';

function graphOf(y: Value): Graph {
  return { name: 'test', inputs: [], outputs: { y }, updates: [] };
}

function primitivesOf(graph: Graph): Set<string> {
  return new Set(operationsOf(rootsOf(graph)).map(({ primitive }) => primitive.name));
}

type Padding = readonly [number, number, number, number];

const WINDOWS: readonly (readonly [size: readonly [number, number], padding: Padding])[] = [
  [
    [3, 3],
    [1, 1, 1, 1],
  ],
  [
    [3, 3],
    [0, 0, 0, 0],
  ],
  [
    [5, 2],
    [2, 2, 0, 1],
  ],
  [
    [1, 3],
    [0, 0, 2, 2],
  ],
  [
    [2, 2],
    [0, 1, 1, 0],
  ],
  [
    [3, 1],
    [4, 3, 0, 0],
  ],
];

describe('box filters', () => {
  it.each(WINDOWS)('are sums of shifted images, forward and backward (%j, padding %j)', ([height, width], padding) => {
    const b = new GraphBuilder();
    const box = b.constant(0.5, [height, width, 1, 1]);
    const sliding = { strides: [1, 1], dilations: [1, 1], padding } as const;
    const x = b.input('x', tensor('f32', [2, 6, 5, 1]));
    const y = b.conv(x, box, sliding);
    const gradient = b.convInputGradient(b.square(y), box, { ...sliding, shape: x.type.shape });
    const graph = graphOf(b.add(b.sum(b.square(y), [1, 2, 3]), b.sum(b.mul(gradient, x), [1, 2, 3])));
    const replaced = rewrite(graph, replaceForRegions);
    for (const name of ['conv', 'conv_input_gradient']) expect(primitivesOf(replaced)).not.toContain(name);
    const feeds = { x: new Random(`box ${height} ${width}`).tensor([60]).data };
    const [expected, found] = [graph, replaced].map((one) => evaluateGraph(one, feeds).outputs['y']!);
    found!.forEach((value, index) => expect(value).toBeCloseTo(expected![index]!, 9));
  });

  it('stay convolutions where the filter differs from place to place, is wide, strides or takes more channels', () => {
    const b = new GraphBuilder();
    const sliding = { strides: [1, 1], dilations: [1, 1], padding: [0, 0, 0, 0] } as const;
    const x = b.input('x', tensor('f32', [1, 9, 9, 1]));
    const others = [
      b.conv(x, b.input('w', tensor('f32', [3, 3, 1, 1])), sliding),
      b.conv(x, b.constant(1, [8, 8, 1, 1]), sliding),
      b.conv(x, b.constant(1, [3, 3, 1, 2]), sliding),
      b.conv(x, b.constant(1, [3, 3, 1, 1]), { ...sliding, strides: [2, 2] }),
    ];
    for (const y of others) expect(primitivesOf(rewrite(graphOf(y), replaceForRegions))).toContain('conv');
  });
});

describe('divisions', () => {
  it('by what is broadcast become products', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [4, 5]));
    const few = rewrite(graphOf(b.div(x, b.input('n', tensor('f32', [4, 1])))), replaceForRegions);
    expect([...primitivesOf(few)].sort()).toEqual(['input', 'mul', 'reciprocal']);
    const many = rewrite(graphOf(b.div(x, b.input('n', tensor('f32', [4, 5])))), replaceForRegions);
    expect(primitivesOf(many)).toContain('div');
  });
});
