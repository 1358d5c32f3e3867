import { expect, it } from 'vitest';
import { GraphBuilder } from '../../../../../compiler/graph/builder.js';
import type { Value } from '../../../../../compiler/graph/graph.js';
import { bitsOf, floatOfBits, maskBits } from '../../../../../compiler/targets/saved-model/approximations/bits.js';

/** What the operation that makes a value makes of numbers. */
function evaluate({ producer: { primitive, inputs, attributes, results } }: Value, ...data: readonly number[][]) {
  const arrays = data.map((numbers, index) => ({ type: inputs[index]!.type, data: Float64Array.from(numbers) }));
  return [
    ...primitive.evaluate(
      arrays,
      attributes,
      results.map((result) => result.type),
    )[0]!.data,
  ];
}

const builder = new GraphBuilder();
const x = builder.input('x', { dtype: 'f32', shape: [4] });
const bits = bitsOf(builder, x);

it('f32 numbers have the bits of IEEE 754', () => {
  const numbers = [1, -0, Infinity, 2 ** -149];
  const expected = [0x3f800000, 0x80000000 | 0, 0x7f800000, 1];
  expect(bits.type).toEqual({ dtype: 'i32', shape: [4] });
  expect(evaluate(bits, numbers)).toEqual(expected);
  expect(evaluate(floatOfBits(builder, bits), expected)).toEqual(numbers);
  expect(evaluate(floatOfBits(builder, bits), [0x7fc00000, 0, 0, 0])[0]).toBeNaN();
});

it('float64 numbers are rounded to f32 before they have bits', () => {
  expect(evaluate(bits, [1 + 2 ** -30, 0, 0, 0])[0]).toBe(0x3f800000);
});

it('a mask keeps its bits, the sign among them', () => {
  const masked = maskBits(builder, bits, 0xff800000 | 0);
  expect(evaluate(masked, [0x3fc00001, -1, 5, 0x00800000], [0xff800000 | 0])).toEqual([
    0x3f800000,
    0xff800000 | 0,
    0,
    0x00800000,
  ]);
});

it('only numbers of the other type are taken', () => {
  expect(() => bitsOf(builder, bits)).toThrow('bitcast(i32[4]): is i32 already');
  expect(() => floatOfBits(builder, x)).toThrow('bitcast(f32[4]): is f32 already');
  expect(() => maskBits(builder, x, 1)).toThrow('bit_and(f32[4], i32[]): takes i32, not f32');
});
