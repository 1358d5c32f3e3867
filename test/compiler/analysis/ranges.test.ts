import { describe, expect, it } from 'vitest';
import { Ranges } from '../../../compiler/analysis/ranges.js';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Value } from '../../../compiler/graph/graph.js';
import { makeRegion } from '../../../compiler/graph/region.js';

const b = new GraphBuilder();
const x = b.input('x', { dtype: 'f32', shape: [2, 3] });
const y = b.input('y', { dtype: 'f32', shape: [3] });
const theta = b.acos(x);

/** Rounding to f32 may lead a little beyond. */
function expectRange(value: Value, lo: number, hi: number): void {
  const range = new Ranges().of(value);
  const slack = (end: number) => (Number.isFinite(end) ? 1e-4 * Math.abs(end) : 0);
  expect(range.lo).toBeLessThanOrEqual(lo);
  expect(range.lo).toBeGreaterThanOrEqual(lo - slack(lo));
  expect(range.hi).toBeGreaterThanOrEqual(hi);
  expect(range.hi).toBeLessThanOrEqual(hi + slack(hi));
}

describe('the range of', () => {
  it.each<[string, Value, number, number]>([
    ['an input', x, -Infinity, Infinity],
    ['an angle', theta, 0, Math.PI],
    ['an angle and an offset', b.add(theta, 0.25), 0.25, Math.PI + 0.25],
    ['twice an angle less an offset', b.sub(b.mul(theta, 2), 1), -1, 2 * Math.PI - 1],
    ['a sum with what may be anything', b.add(theta, y), -Infinity, Infinity],
    ['a clipped number', b.clip(x, -2, 5), -2, 5],
    ['a number that nothing limits from above', b.relu(x), 0, Infinity],
    ['the greater of two', b.max(x, 3), 3, Infinity],
    ['the less of two', b.min(x, 3), -Infinity, 3],
    ['one of two', b.select(b.less(x, y), theta, -2), -2, Math.PI],
    ['a broadcast', b.broadcast(b.add(b.exp(y), 1), [2, 3]), 1, Infinity],
    ['what pads with 0', b.pad(b.clip(x, 2, 3), [1, 0], [0, 0]), 0, 3],
    ['a product', b.mul(b.add(b.square(x), 2), b.add(b.square(y), 3)), 6, Infinity],
    ['a number times itself', b.mul(x, x), 0, Infinity],
    ['a product with what may be negative', b.mul(b.add(b.square(x), 2), y), -Infinity, Infinity],
    ['a share', b.div(b.add(theta, 1), 2), 0.5, (Math.PI + 1) / 2],
    ['a share of a negative number', b.div(theta, -2), -Math.PI / 2, 0],
    ['a reciprocal', b.reciprocal(b.add(theta, 1)), 1 / (Math.PI + 1), 1],
    ['a division by what may be 0', b.div(1, x), -Infinity, Infinity],
    ['a power', b.pow(theta, 2), 0, Math.PI ** 2],
    ['a wave', b.sin(x), -1, 1],
    ['an infinity less an infinity', b.add(b.max(x, Infinity), b.max(x, -Infinity)), -Infinity, Infinity],
    ['a whole number, which may wrap around', b.cast(b.cast(theta, 'i32'), 'f32'), -Infinity, Infinity],
  ])('%s follows from how it is made', (_, value, lo, hi) => expectRange(value, lo, hi));

  it('what may be NaN alone is no finite one', () => {
    const { lo, hi } = new Ranges().of(b.add(theta, b.constant(NaN)));
    expect(lo >= -1e9 && hi <= 1e9).toBe(false);
  });

  it('what follows from far away is not looked for', () => {
    let value = theta;
    for (let step = 0; step < 100; step++) value = b.neg(value);
    expectRange(value, -Infinity, Infinity);
  });

  it('what a region gives follows from what flows into it', () => {
    const doubled = b.mul(theta, 2);
    const [given] = b.applyAll(
      makeRegion([doubled.producer, doubled.producer.inputs[1]!.producer].reverse(), [theta], [doubled]),
      [theta],
      {},
    );
    expectRange(b.add(given!, 1), 1, 2 * Math.PI + 1);
  });

  it('what is made in many ways of the same takes no longer for it', () => {
    let value = b.clip(x, 0, 1);
    for (let step = 0; step < 30; step++) value = b.mul(b.add(value, value), 0.5);
    expectRange(value, 0, 1);
  });
});
