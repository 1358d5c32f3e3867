import { expect, it } from 'vitest';
import { GraphBuilder } from '../../../../../compiler/graph/builder.js';
import { atLeast } from '../../../../../compiler/targets/saved-model/approximations/at-least.js';

const b = new GraphBuilder();
const x = b.input('x', { dtype: 'f32', shape: [2, 3] });
const y = b.input('y', { dtype: 'f32', shape: [3] });

it.each([
  ['an input', x, -Infinity],
  ['an angle', b.acos(x), 0],
  ['an angle and an offset', b.add(b.acos(x), 0.25), 0.25],
  ['a negative offset', b.add(b.acos(x), -0.25), -0.25],
  ['a sum with what may be anything', b.add(b.acos(x), y), -Infinity],
  ['a clipped number', b.clip(x, -2, 5), -2],
  ['the greater of two', b.max(x, 3), 3],
  ['a broadcast', b.broadcast(b.add(b.exp(y), 1), [2, 3]), 1],
  ['a product', b.mul(b.add(b.square(x), 2), b.add(b.square(y), 3)), 6],
  ['a product with what may be negative', b.mul(b.add(b.square(x), 2), y), -Infinity],
  ['a product with a negative number', b.mul(b.add(b.square(x), 2), -1), -Infinity],
  ['a share', b.div(b.add(b.acos(x), 1), 2), 0.5],
  ['a share of a negative number', b.div(b.acos(x), -2), -Infinity],
  ['0 of 0', b.div(b.acos(x), 0), -Infinity],
  ['a division by what may be large', b.div(2, b.add(b.acos(x), 1)), -Infinity],
  ['an infinity less an infinity', b.add(b.max(x, Infinity), b.max(x, -Infinity)), -Infinity],
])('%s is at least what follows from how it is made', (_, value, least) => {
  expect(atLeast(value)).toBe(least);
});
