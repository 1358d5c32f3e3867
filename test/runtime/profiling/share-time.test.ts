import { describe, expect, it } from 'vitest';
import { rowsOf, shareTime } from '../../../runtime/profiling/share-time.js';

const op = (start: number, end: number) => ({ start, end });

describe('the time that ops share', () => {
  it('is all their own where they run one after another', () => {
    expect(shareTime([op(0, 2), op(2, 5), op(7, 8)])).toEqual([2, 3, 1]);
  });

  it('is divided equally wherever several run', () => {
    // Alone from 0 to 2 and from 5 to 8, two from 2 to 4, three from 4 to 5.
    const shares = shareTime([op(0, 8), op(2, 5), op(4, 5)]);
    expect(shares[0]).toBeCloseTo(2 + 1 + 1 / 3 + 3, 12);
    expect(shares[1]).toBeCloseTo(1 + 1 / 3, 12);
    expect(shares[2]).toBeCloseTo(1 / 3, 12);
  });

  it('adds up to the time in which any runs', () => {
    const ops = Array.from({ length: 200 }, (_, index) => {
      const start = (index * 7919) % 997;
      return op(start, start + ((index * 104729) % 31));
    });
    const covered = new Set(
      ops.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
    );
    expect(shareTime(ops).reduce((sum, share) => sum + share)).toBeCloseTo(covered.size, 9);
  });

  it('is none for ops that take no time', () => {
    expect(shareTime([op(1, 1), op(0, 2)])).toEqual([0, 2]);
  });
});

describe('rows of ops', () => {
  it('hold no two that run at the same time, and are as few as can be', () => {
    expect(rowsOf([op(0, 4), op(1, 2), op(2, 3), op(3, 6), op(4, 5)])).toEqual([0, 1, 1, 1, 0]);
  });
});
