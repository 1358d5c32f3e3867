import { describe, expect, it } from 'vitest';
import { cosineOfTurn, negativeLog, radius, sineOfTurn } from '../../../runtime/random/elementary.js';
import { goldens } from './goldens.js';

const BOUND = 1e-15;

function worst(error: (golden: (typeof goldens.functions)[number]) => number): number {
  return Math.max(...goldens.functions.map(error));
}

describe('elementary functions', () => {
  it('take the logarithm within the stated relative error', () => {
    expect(
      worst((golden) => {
        const value = negativeLog(golden.word);
        return golden.negativeLog === 0 ? value : Math.abs(value / golden.negativeLog - 1);
      }),
    ).toBeLessThan(BOUND);
  });

  it('take the radius within the stated relative error', () => {
    const exact = (golden: { negativeLog: number }) => Math.sqrt(2 * golden.negativeLog);
    expect(worst((golden) => Math.abs(radius(golden.word) - exact(golden)) / (exact(golden) || 1))).toBeLessThan(BOUND);
  });

  it('take cosine and sine within the stated absolute error', () => {
    expect(worst((golden) => Math.abs(cosineOfTurn(golden.word) - golden.cosine))).toBeLessThan(BOUND);
    expect(worst((golden) => Math.abs(sineOfTurn(golden.word) - golden.sine))).toBeLessThan(BOUND);
  });
});
