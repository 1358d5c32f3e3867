import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../compiler/graph/graph.js';
import { primitives } from '../../../compiler/primitives/index.js';
import type { NdArray } from '../../../compiler/primitives/primitive.js';
import { evaluateGradients } from './finite-differences.js';

const vector = (...data: number[]): NdArray => ({
  type: { dtype: 'f32', shape: [data.length] },
  data: Float64Array.from(data),
});

/** The gradients of the sum of a primitive's results. */
function slopes(name: string, inputs: readonly NdArray[], attributes: Attributes = {}): (number[] | undefined)[] {
  const primitive = primitives.get(name)!;
  const types = primitive.resultTypes(
    inputs.map((input) => input.type),
    attributes,
  );
  const ones = types.map((type): NdArray => ({ type, data: new Float64Array(type.shape[0] ?? 1).fill(1) }));
  return evaluateGradients({ primitive, attributes, inputs }, ones).map((gradient) => gradient && [...gradient.data]);
}

describe('where a function has a kink or a pole, its gradient', () => {
  it('of relu and abs at 0 is 0', () => {
    expect(slopes('relu', [vector(-1, 0, 1)])).toEqual([[0, 0, 1]]);
    expect(slopes('abs', [vector(-1, 0, 1)])).toEqual([[-1, 0, 1]]);
  });

  it.each(['max', 'min'])('of %s of equal operands goes to the first', (name) => {
    expect(slopes(name, [vector(2, 2), vector(2, 2)])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('of clip passes at its bounds', () => {
    expect(slopes('clip', [vector(-2, -1, 0, 1, 2)], { min: -1, max: 1 })).toEqual([[0, 1, 1, 1, 0]]);
  });

  it('of max_reduce is shared by equal elements', () => {
    expect(slopes('max_reduce', [vector(3, 1, 3, 2)], { axes: [0], keep: false })).toEqual([[0.5, 0, 0.5, 0]]);
  });

  it('of pow is a number for bases that are not positive', () => {
    const [base, exponent] = slopes('pow', [vector(0, 0, -2, -2, 3), vector(0, 2, 0, 3, 0)]);
    expect(base).toEqual([0, 0, 0, 12, 0]);
    // Adding 0 makes -0 plain.
    expect(exponent!.map((slope) => slope + 0)).toEqual([0, 0, 0, 0, Math.log(3)]);
  });

  it.each(['acos', 'asin'])('of %s keeps its digits next to ±1', (name) => {
    const gap = 2 ** -20;
    const [gradient] = slopes(name, [vector(1 - gap, gap - 1)]);
    const expected = (name === 'acos' ? -1 : 1) / Math.sqrt(gap * (2 - gap));
    for (const slope of gradient!) expect(slope).toBeCloseTo(expected, 9);
  });

  it('of a select that discards a side is 0 there', () => {
    const condition: NdArray = { type: { dtype: 'bool', shape: [2] }, data: Float64Array.of(1, 0) };
    expect(slopes('select', [condition, vector(1, 1), vector(2, 2)])).toEqual([undefined, [1, 0], [0, 1]]);
  });
});

describe('integers', () => {
  it('wrap around at 32 bits', () => {
    const type = { dtype: 'i32', shape: [1] } as const;
    const [a, b] = [2 ** 31 - 1, 1].map((value) => ({ type, data: Float64Array.of(value) }));
    expect([...primitives.get('add')!.evaluate([a!, b!], {}, [type])[0]!.data]).toEqual([-(2 ** 31)]);
  });

  it('are cut off towards 0', () => {
    const type = { dtype: 'i32', shape: [2] } as const;
    const [result] = primitives.get('cast')!.evaluate([vector(-1.7, 1.7)], { to: 'i32' }, [type]);
    expect([...result!.data]).toEqual([-1, 1]);
  });
});
