import { describe, expect, it } from 'vitest';
import { ExampleOrder, permutation, stream } from '../../../runtime/random/index.js';
import { integers } from '../../../runtime/random/integers.js';
import { goldens } from './goldens.js';

const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('integers', () => {
  it('have golden values for bounds of all sizes, words passed over included', () => {
    const below = integers(stream(9, 'order', 'integers'));
    expect(goldens.integers.map(({ bound }) => below(bound))).toEqual(goldens.integers.map(({ value }) => value));
  });
});

describe('permutation', () => {
  it('holds every index once and differs between epochs and seeds', () => {
    const orders = [permutation(0, 1000, 0), permutation(0, 1000, 1), permutation(1, 1000, 0)];
    for (const order of orders) expect(sorted(order)).toEqual(range(1000));
    expect(new Set(orders.map(String)).size).toBe(3);
    expect(permutation(0, 1000, 1)).toEqual(orders[1]);
  });

  it.each(goldens.permutations)('has golden values for seed $seed, epoch $epoch', ({ seed, count, epoch, order }) => {
    expect([...permutation(seed, count, epoch)]).toEqual(order);
  });

  it('takes no and one example', () => {
    expect([...permutation(0, 0, 0)]).toEqual([]);
    expect([...permutation(0, 1, 0)]).toEqual([0]);
  });

  it('gives each of the 24 orders of four equally often', () => {
    const counts = new Map<string, number>();
    const draws = 6_000;
    for (let epoch = 0; epoch < draws; epoch++) {
      const order = permutation(4, 4, epoch).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = draws / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(24);
    // 99 % of chi-square with 23 degrees of freedom lie below 41.6; the seed is fixed.
    expect(chiSquare).toBeLessThan(41.6);
  });
});

describe('ExampleOrder', () => {
  it('joins epochs end to end', () => {
    const order = new ExampleOrder(7, 10);
    const batches = range(7).flatMap((step) => [...order.batchIndices(step, 4)]);
    const expected = [0, 1, 2].flatMap((epoch) => [...permutation(7, 10, epoch)]);
    expect(batches).toEqual(expected.slice(0, 28));
  });

  it('gives any step without those before it', () => {
    const steps = [250, 3, 251, 0, 252];
    const jumping = new ExampleOrder(1, 100);
    for (const step of steps) {
      expect(jumping.batchIndices(step, 32)).toEqual(new ExampleOrder(1, 100).batchIndices(step, 32));
    }
  });

  it('fills a batch larger than the data set', () => {
    const indices = new ExampleOrder(2, 3).batchIndices(1, 8);
    const expected = range(6).flatMap((epoch) => [...permutation(2, 3, epoch)]);
    expect([...indices]).toEqual(expected.slice(8, 16));
  });
});
