import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Value } from '../../../compiler/graph/graph.js';
import { tensor } from '../../../compiler/graph/types.js';
import { differentiate } from '../../../compiler/phases/5-differentiate/differentiate.js';
import { inverseFunctions } from '../../../compiler/phases/6-optimize/inverse-functions.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';

const b = new GraphBuilder();
const x = b.input('x', tensor('f32', [5]));
const cosine = b.clip(x, -0.999, 0.999);
const theta = b.acos(cosine);
const feeds = { x: Float32Array.of(-2, -0.7, 0, 0.3, 0.9) };

function graphOf(y: Value): Graph {
  return { name: 'test', inputs: [], outputs: { y }, updates: [] };
}

/** What a value becomes; it must stay what it was. */
function simplified(value: Value): { readonly value: Value; readonly primitives: ReadonlySet<string> } {
  const before = graphOf(value);
  const after = inverseFunctions.run(before);
  const [expected, actual] = [before, after].map((graph) => [...evaluateGraph(graph, feeds).outputs['y']!]);
  actual!.forEach((number, index) => expect(number).toBeCloseTo(expected![index]!, 12));
  const operations = operationsOf(rootsOf(after));
  return { value: after.outputs['y']!, primitives: new Set(operations.map(({ primitive }) => primitive.name)) };
}

/** The gradient of the sum of a function of the angle. */
function slope(y: Value): Value {
  return differentiate(b, b.sum(y, [0]), [x])[0]!;
}

describe('functions of arcs', () => {
  it('are what the arc is made of', () => {
    expect(simplified(b.cos(theta)).value).toBe(cosine);
    expect(simplified(b.sin(b.asin(cosine))).value).toBe(cosine);
    expect(simplified(b.tan(b.atan(x))).value).toBe(x);
  });

  it('are a root where the arc is that of the other function', () => {
    for (const y of [b.sin(theta), b.cos(b.asin(cosine))]) {
      const { primitives } = simplified(y);
      expect(primitives).toContain('sqrt');
      for (const name of ['acos', 'asin', 'sin', 'cos']) expect(primitives).not.toContain(name);
    }
  });

  it('are found where no gradient passes', () => {
    expect(simplified(b.cos(b.stopGradient(theta))).value).toBe(cosine);
  });

  it('stay where a number may have no arc, and the value is NaN', () => {
    for (const y of [b.cos(b.acos(x)), b.sin(b.acos(b.mul(cosine, 1.01)))]) {
      const before = graphOf(y);
      expect(inverseFunctions.run(before).outputs).toEqual(before.outputs);
    }
  });

  it('stay where the sum has more than one arc, or the tangent a pole at the right angle', () => {
    for (const y of [b.cos(b.add(theta, 0.5)), b.cos(b.mul(theta, 2)), b.tan(theta)]) {
      const before = graphOf(y);
      expect(inverseFunctions.run(before).outputs).toEqual(before.outputs);
    }
  });
});

describe('the gradient of a function of cosines', () => {
  it.each([
    ['a cosine', b.cos(theta)],
    ['a multiple', b.mul(b.cos(theta), 3)],
    ['a square', b.square(b.cos(theta))],
    ['a product with its size', b.mul(b.cos(theta), b.abs(b.cos(theta)))],
    ['cosines of one side', b.select(b.less(theta, 1), b.square(b.cos(theta)), b.cos(theta))],
  ])('is that of %s without roots', (_, y) => {
    const { primitives } = simplified(slope(y));
    for (const name of ['sqrt', 'rsqrt', 'sin']) expect(primitives).not.toContain(name);
  });

  it('keeps the root where a term lacks it', () => {
    const { primitives } = simplified(slope(b.add(b.cos(theta), theta)));
    expect(primitives).toContain('rsqrt');
    expect(primitives).not.toContain('sin');
  });

  it('keeps the roots of what may be below 0, where both are NaN', () => {
    const q = b.sub(x, 0.5);
    const y = b.mul(b.mul(x, b.sqrt(q)), b.rsqrt(q));
    const before = graphOf(y);
    expect(inverseFunctions.run(before).outputs).toEqual(before.outputs);
    const size = b.abs(q);
    expect(simplified(b.mul(b.mul(x, b.sqrt(size)), b.rsqrt(size))).value).toBe(x);
  });

  it('has the shape of the product', () => {
    const q = b.add(b.square(x), 1);
    const { value } = simplified(b.mul(b.mul(b.constant(2), b.sqrt(q)), b.rsqrt(q)));
    expect(value.type).toEqual(x.type);
  });
});
