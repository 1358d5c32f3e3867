import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Value } from '../../../../compiler/graph/graph.js';
import { tensor, type Shape } from '../../../../compiler/graph/types.js';
import { legalize } from '../../../../compiler/targets/legalize.js';
import { lower } from '../../../../compiler/targets/tfjs-plan/lowerings/index.js';
import { evaluateGraph } from '../../../../runtime/engines/reference/evaluate.js';
import { expectClose } from '../../primitives/close.js';
import { casesOf, tested } from '../../primitives/cases.js';
import { Random } from '../../primitives/random.js';

type Build = (b: GraphBuilder, x: (...shape: Shape) => Value) => Value;

/** Graphs that a lowering must change, by the primitive that must be gone from them. */
const CHANGED: readonly (readonly [gone: string, label: string, build: Build])[] = [
  ['greater', 'x > 0', (b, x) => b.cast(b.greater(x(3, 4), 0), 'f32')],
  ['greater', '1 > x', (b, x) => b.cast(b.greater(1, x(3, 4)), 'f32')],
  ['less', 'x < 0', (b, x) => b.cast(b.less(x(3, 4), 0), 'f32')],
  ['less_equal', 'x <= 0.5', (b, x) => b.cast(b.lessEqual(b.floor(x(4, 4)), 0.5), 'f32')],
  ['less_equal', 'x <= a whole number', (b, x) => b.cast(b.lessEqual(b.floor(x(4, 4)), -1), 'f32')],
  ['greater_equal', 'x >= a whole number', (b, x) => b.cast(b.greaterEqual(b.floor(x(4, 4)), 0), 'f32')],
  ['less_equal', 'NaN <= 0', (b, x) => b.cast(b.lessEqual(b.sqrt(x(4, 4)), 0.5), 'f32')],
  ['and', 'between two numbers', (b, x) => b.cast(between(b, x(4, 4)), 'f32')],
  ['and', 'NaN between two numbers', (b, x) => b.cast(between(b, b.sqrt(x(4, 4))), 'f32')],
  ['max', 'max with a number', (b, x) => b.max(x(5), 0.25)],
  ['min', 'min with a number', (b, x) => b.min(-0.25, x(5))],
  ['broadcast', 'a row stretched', (b, x) => b.broadcast(x(3), [2, 4, 3])],
  ['broadcast', 'a middle axis stretched', (b, x) => b.broadcast(x(2, 1, 3), [2, 4, 3])],
  ['broadcast', 'conditions stretched', (b, x) => b.cast(b.broadcast(b.greater(x(2, 1), x(1)), [2, 3]), 'f32')],
  ['broadcast', 'a number stretched', (b, x) => b.add(x(2, 2), b.broadcast(b.constant(3), [2, 2]))],
  ['transpose', 'an axis of size 1 moved', (b, x) => b.transpose(x(3, 1, 4), [1, 0, 2])],
  ['conv_input_gradient', 'unpadded', (b, x) => b.convInputGradient(x(2, 3, 4, 5), x(4, 2, 3, 5), conv([2, 6, 5, 3]))],
  ['max_pool_gradient', 'tiles', (b, x) => maxPoolGradient(b, x(2, 6, 4, 3), [2, 2], [2, 2])],
  ['max_pool_gradient', 'overlaps', (b, x) => maxPoolGradient(b, x(2, 7, 6, 2), [3, 3], [2, 2])],
  ['max_pool_gradient', 'gaps', (b, x) => maxPoolGradient(b, x(1, 8, 9, 2), [2, 2], [3, 3])],
  ['max_pool_gradient', 'equal pixels', (b, x) => maxPoolGradient(b, b.floor(x(2, 6, 6, 2)), [3, 3], [1, 1])],
  ['sum', 'over each image', (b, x) => b.sum(x(3, 20, 30, 4), [1, 2], true)],
  ['avg_pool_gradient', 'tiles', (b, x) => avgPoolGradient(b, x(2, 3, 2, 3), [2, 6, 6, 3], [2, 3], [2, 3])],
  ['avg_pool_gradient', 'whole image', (b, x) => avgPoolGradient(b, x(2, 1, 1, 3), [2, 4, 5, 3], [4, 5], [1, 1])],
];

function between(b: GraphBuilder, x: Value): Value {
  return b.and(b.greaterEqual(x, 0.1), b.lessEqual(x, 0.7));
}

function conv(shape: Shape) {
  return { strides: [1, 1], dilations: [1, 1], padding: [0, 0, 0, 0], shape } as const;
}

type Pair = readonly [number, number];

function maxPoolGradient(b: GraphBuilder, x: Value, window: Pair, strides: Pair): Value {
  const attributes = { window, strides, padding: [0, 0, 0, 0] } as const;
  const y = b.maxPool(x, attributes);
  return b.maxPoolGradient(x, y, b.sin(b.mul(y, 7)), attributes);
}

function avgPoolGradient(b: GraphBuilder, dy: Value, shape: Shape, window: Pair, strides: Pair): Value {
  return b.avgPoolGradient(dy, { window, strides, padding: [0, 0, 0, 0], shape });
}

/** Lowered all the way down, nothing decomposed. */
function lowered(graph: Graph): Graph {
  return legalize(graph, () => true, 'test', lower);
}

function graphWith(outputs: Record<string, Value>): Graph {
  return { name: 'test', inputs: [], outputs, updates: [] };
}

function namesIn(graph: Graph): Set<string> {
  return new Set(operationsOf(rootsOf(graph)).map((operation) => operation.primitive.name));
}

describe('the lowering', () => {
  it.each(CHANGED)('of %s (%s) computes the same', (gone, label, build) => {
    const random = new Random(label);
    const feeds: Record<string, Float64Array> = {};
    const b = new GraphBuilder();
    const y = build(b, (...shape) => {
      const name = `x${Object.keys(feeds).length}`;
      feeds[name] = Float64Array.from(random.tensor(shape).data);
      return b.input(name, tensor('f32', shape));
    });
    const graph = graphWith({ y });
    const faster = lowered(graph);
    expect(namesIn(graph)).toContain(gone);
    expect(namesIn(faster)).not.toContain(gone);
    expectClose(evaluateGraph(faster, feeds).outputs['y']!, evaluateGraph(graph, feeds).outputs['y']!, 1e-12, label);
  });

  it('of a sum over images and pixels leaves one over images', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [5, 16, 20, 4]));
    const graph = graphWith({ y: b.sum(x, [0, 1, 2]) });
    const faster = lowered(graph);
    expect(faster.outputs['y']!.producer.inputs[0]!.type.shape).toEqual([5, 4]);
    const feeds = { x: new Random('sum').tensor(x.type.shape).data };
    expectClose(evaluateGraph(faster, feeds).outputs['y']!, evaluateGraph(graph, feeds).outputs['y']!, 1e-12, 'sum');
  });

  it('of a filter gradient whose columns collide in the cache adds one example', () => {
    const b = new GraphBuilder();
    const [x, dy] = [b.input('x', tensor('f32', [128, 6, 6, 2])), b.input('dy', tensor('f32', [128, 4, 4, 3]))];
    const graph = graphWith({ y: b.convFilterGradient(x, dy, conv([3, 3, 2, 3])) });
    const faster = lowered(graph);
    expect(faster.outputs['y']!.producer.inputs.map((input) => input.type.shape[0])).toEqual([129, 129]);
    const random = new Random('filter gradient');
    const feeds = { x: random.tensor(x.type.shape).data, dy: random.tensor(dy.type.shape).data };
    expectClose(evaluateGraph(faster, feeds).outputs['y']!, evaluateGraph(graph, feeds).outputs['y']!, 1e-12, 'dw');
  });

  it.each(tested)('of %s gives the same at every site of its tests, and comes to an end', (name) => {
    for (const { primitive, attributes, inputs, label } of casesOf(name)) {
      const b = new GraphBuilder();
      const operands = inputs.map(({ type }, index) => b.input(`${index}`, type));
      const results = b.applyAll(primitive, operands, attributes);
      const graph = graphWith(Object.fromEntries(results.map((result, index) => [`${index}`, result])));
      const feeds = Object.fromEntries(inputs.map(({ data }, index) => [`${index}`, data]));
      const [expected, actual] = [evaluateGraph(graph, feeds).outputs, evaluateGraph(lowered(graph), feeds).outputs];
      for (const [key, numbers] of Object.entries(expected)) expectClose(actual[key]!, numbers, 1e-12, label);
    }
  });
});
