import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Value } from '../../../compiler/graph/graph.js';
import { tensor, type Shape } from '../../../compiler/graph/types.js';
import { differentiate } from '../../../compiler/phases/5-differentiate/differentiate.js';
import { evaluateGraph, evaluateValues } from '../../../runtime/engines/reference/evaluate.js';
import { gradientName, vectorJacobianGraph } from '../../support/gradient-graph.js';
import { modelText, networkOf } from '../../support/spec.js';

/** The gradient of the sum of all elements of f(x). */
function gradientAt(x: readonly number[], shape: Shape, f: (b: GraphBuilder, x: Value) => Value): number[] {
  const b = new GraphBuilder();
  const input = b.input('x', tensor('f32', shape));
  const y = f(b, input);
  const [gradient] = differentiate(
    b,
    b.sum(
      y,
      y.type.shape.map((_, axis) => axis),
    ),
    [input],
  );
  return [...evaluateValues([gradient!], { x }).get(gradient!)!.data];
}

describe('a stopped gradient', () => {
  it('is 0, and the value stays', () => {
    const stopped = (b: GraphBuilder, x: Value) => b.mul(x, b.stopGradient(b.square(x)));
    // Without it the gradient of x³ would be 3x².
    expect(gradientAt([2, -3], [2], stopped)).toEqual([4, 9]);
    expect(gradientAt([2], [1], (b, x) => b.stopGradient(x))).toEqual([0]);
  });
});

describe('the side that a select discards', () => {
  it('adds exactly 0 where an operation on it has an infinite slope or no value', () => {
    const root = (b: GraphBuilder, x: Value) => b.select(b.greater(x, 0), b.sqrt(x), b.mul(x, 2));
    expect(gradientAt([4, 0, -1], [3], root)).toEqual([0.25, 2, 2]);
    const logarithm = (b: GraphBuilder, x: Value) => b.select(b.lessEqual(x, 0), b.mul(x, 2), b.ln(b.mul(x, 3)));
    expect(gradientAt([4, 0, -1], [3], logarithm)).toEqual([0.25, 2, 2]);
  });

  it('adds 0 through several operations', () => {
    const chain = (b: GraphBuilder, x: Value) =>
      b.select(b.greater(x, 1), b.sqrt(b.sqrt(b.neg(b.ln(b.reciprocal(x))))), x);
    expect(gradientAt([0, 1, 0.5], [3], chain)).toEqual([1, 1, 1]);
  });

  it('adds 0 where selects stand within each other', () => {
    const nested = (b: GraphBuilder, x: Value) => {
      const inner = b.select(b.greater(x, 1), b.sqrt(b.sub(x, 1)), b.sqrt(x));
      return b.select(b.greater(x, 0), b.mul(inner, inner), b.mul(x, 5));
    };
    const [a, ...rest] = gradientAt([3, 0.25, 0, -2], [4], nested);
    expect(a).toBeCloseTo(1, 12);
    expect(rest).toEqual([1, 5, 5]);
  });

  it('adds 0 where the condition is broadcast', () => {
    const rows = (b: GraphBuilder, x: Value) => {
      const first = b.slice(x, [0, 0], [2, 1]);
      return b.select(b.greater(first, 0), b.ln(x), b.mul(x, 7));
    };
    expect(gradientAt([1, 2, 0, 0], [2, 2], rows)).toEqual([1, 0.5, 7, 7]);
  });

  it('does not silence operations that mix elements, whatever their shapes', () => {
    const mixed = (b: GraphBuilder, x: Value) => {
      const y = b.matmul(x, b.add(b.constant(1, [2, 2]), 0));
      return b.select(b.greater(y, 0), y, b.constant(0, [2, 2]));
    };
    // Only the first row of the product is positive; every element of that row of x is in it twice.
    expect(gradientAt([3, -1, -2, 1], [2, 2], mixed)).toEqual([2, 2, 0, 0]);
    const turned = (b: GraphBuilder, x: Value) => {
      const y = b.transpose(x, [1, 0]);
      return b.select(b.greater(y, 0), y, b.constant(0, [2, 2]));
    };
    expect(gradientAt([1, 1, -1, -1], [2, 2], turned)).toEqual([1, 1, 0, 0]);
  });
});

describe('a value that is used within a select and outside of it', () => {
  it('has the gradients of both uses', () => {
    const both = (b: GraphBuilder, x: Value) => {
      const square = b.square(x);
      return b.add(b.select(b.greater(x, 0), square, b.constant(0, [2])), square);
    };
    expect(gradientAt([3, -3], [2], both)).toEqual([12, -6]);
  });

  it('has the gradients of two selects with opposite conditions', () => {
    const bent = (b: GraphBuilder, x: Value) => {
      const [square, positive] = [b.square(x), b.greater(x, 0)];
      const left = b.select(positive, square, b.constant(0, [2]));
      return b.add(left, b.select(positive, b.constant(0, [2]), b.mul(square, 2)));
    };
    expect(gradientAt([3, -3], [2], bent)).toEqual([6, -12]);
  });
});

describe('a gradient', () => {
  it('is 0 for what the scalar does not depend on', () => {
    const b = new GraphBuilder();
    const [x, y] = [b.input('x', tensor('f32', [2])), b.input('y', tensor('f32', [3]))];
    const [gradient] = differentiate(b, b.sum(b.square(x), [0]), [y]);
    expect([...evaluateValues([gradient!], { x: [1, 2], y: [1, 2, 3] }).get(gradient!)!.data]).toEqual([0, 0, 0]);
  });

  it('sums over what was broadcast, and over every use', () => {
    const b = new GraphBuilder();
    const x = b.input('x', tensor('f32', [1, 2]));
    const y = b.mul(b.add(x, b.constant(0, [3, 1])), x);
    const [gradient] = differentiate(b, b.sum(y, [0, 1]), [x]);
    expect([...evaluateValues([gradient!], { x: [1, 5] }).get(gradient!)!.data]).toEqual([6, 30]);
  });
});

describe('an angle function with a condition', () => {
  const bent = 'angle bent(theta: rad) = if theta <= pi / 2 then 2 * theta / pi else sqrt((theta - pi / 2) / 1rad)\n';

  it('has a finite gradient at a zero patch, where the untaken root has an infinite slope', () => {
    const network = networkOf(`${bent}${modelText([2], 'layer: angfc(2) @angle(bent)')}`);
    const { outputs } = evaluateGraph(
      vectorJacobianGraph(network, 1),
      { features: [0, 0], cotangent: [1, 1] },
      { 'layer/filter': [1, 0, 0, 1], step: [0] },
    );
    expect([...outputs['y']!]).toEqual([1, 1]);
    // theta = acos(x·w / (1e-2 · sqrt(1 + 1e-4))) for x near 0.
    const slope = ((-2 / Math.PI) * 100) / Math.sqrt(1.0001);
    for (const value of outputs[gradientName('features')]!) expect(value / slope).toBeCloseTo(1, 9);
    expect([...outputs[gradientName('layer/filter')]!].map(Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it('passes its whole gradient through a convolution that keeps the shape', () => {
    const half = 'angle half(theta: rad) = if theta < pi / 2 then theta / 1rad else 2\n';
    const network = networkOf(`${half}${modelText([3, 3, 2], 'layer: angconv(2, 3x3) @angle(half)')}`);
    const graph = vectorJacobianGraph(network, 1);
    const state = { 'layer/filter': Array.from({ length: 36 }, (_, at) => Math.sin(5 * at)), step: [0] };
    const cotangent = Array.from({ length: 18 }, (_, at) => Math.cos(3 * at));
    const x = Array.from({ length: 18 }, (_, at) => Math.sin(7 * at + 1));
    const at = (moved: readonly number[]) => evaluateGraph(graph, { features: moved, cotangent }, state).outputs;
    const scalar = (moved: readonly number[]) =>
      at(moved)['y']!.reduce((sum, value, index) => sum + value * cotangent[index]!, 0);
    const gradient = at(x)[gradientName('features')]!;
    x.forEach((value, index) => {
      const slope = (scalar(x.with(index, value + 1e-6)) - scalar(x.with(index, value - 1e-6))) / 2e-6;
      expect(gradient[index]).toBeCloseTo(slope, 7);
    });
  });
});
