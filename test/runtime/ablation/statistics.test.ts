import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../runtime/ablation/statistics/holm.js';
import { pairedDifference } from '../../../runtime/ablation/statistics/paired.js';
import { sampleOf } from '../../../runtime/ablation/statistics/sample.js';
import { bound, twoSided } from '../../../runtime/ablation/statistics/student-t.js';
import { judge, samplingError } from '../../../runtime/ablation/statistics/verdict.js';

interface Goldens {
  readonly bounds: readonly { degrees: number; bound: number }[];
  readonly probabilities: readonly { t: number; degrees: number; p: number }[];
  readonly samples: readonly { values: number[]; mean: number; deviation: number; interval: [number, number] }[];
  readonly paired: readonly { differences: number[]; p: number; interval: [number, number] }[];
  readonly holm: readonly { probabilities: number[]; adjusted: number[] }[];
  readonly verdicts: readonly {
    values: number[];
    expected: number;
    examples: number;
    error: number;
    noise: number;
    verdict: string;
  }[];
}

/** What scipy and statsmodels computed, by statistics.py. */
const goldens = JSON.parse(readFileSync(new URL('statistics.json', import.meta.url), 'utf8')) as Goldens;

/** Tables show four digits; the library's quantiles are better than this by far. */
function expectNear(value: number | undefined, expected: number, tolerance = 1e-6): void {
  expect(Math.abs(value! - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 1e-15);
}

describe("Student's t", () => {
  it.each(goldens.bounds)(
    'bounds 95 % with $degrees degrees of freedom as scipy says',
    ({ degrees, bound: expected }) => {
      expectNear(bound(degrees), expected);
    },
  );

  it('bounds as the normal distribution does without a limit', () => {
    expect(bound(Infinity)).toBeCloseTo(1.959963984540054, 14);
  });

  it.each(goldens.probabilities)('has probabilities as scipy: t $t, $degrees degrees', ({ t, degrees, p }) => {
    expectNear(twoSided(t, degrees), p);
  });
});

describe('a sample', () => {
  it.each(goldens.samples)('of $values has the mean, deviation and interval of scipy', (golden) => {
    const { count, mean, deviation, interval } = sampleOf(golden.values);
    expect(count).toBe(golden.values.length);
    expectNear(mean, golden.mean, 1e-12);
    expectNear(deviation, golden.deviation, 1e-9);
    golden.interval.forEach((end, index) => expectNear(interval![index], end));
  });

  it('of equal values has an interval without width', () => {
    expect(sampleOf([0.5, 0.5, 0.5])).toEqual({ count: 3, mean: 0.5, deviation: 0, interval: [0.5, 0.5] });
  });

  it('of one value has neither deviation nor interval', () => {
    expect(sampleOf([0.5])).toEqual({ count: 1, mean: 0.5 });
  });
});

describe('paired differences', () => {
  it.each(goldens.paired)('are tested as by scipy: $differences', ({ differences, p, interval }) => {
    const difference = pairedDifference(differences);
    expectNear(difference.p, p, 1e-5);
    interval.forEach((end, index) => expectNear(difference.interval![index], end, 1e-5));
  });

  it('have no probability where all are equal, or there is one', () => {
    expect(pairedDifference([0.01, 0.01, 0.01]).p).toBeUndefined();
    expect(pairedDifference([0.1 + 0.2, 0.3]).p).toBeUndefined();
    expect(pairedDifference([0, 0]).p).toBeUndefined();
    expect(pairedDifference([0.01])).toEqual({ count: 1, mean: 0.01 });
  });
});

describe("Holm's correction", () => {
  it.each(goldens.holm)('is that of statsmodels: $probabilities', ({ probabilities, adjusted }) => {
    holm(probabilities).forEach((p, index) => expectNear(p, adjusted[index]!, 1e-12));
  });

  it('never makes a probability smaller or turns their order round', () => {
    const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(probabilities, (all) => {
        const adjusted = holm(all);
        expect(adjusted).toHaveLength(all.length);
        all.forEach((p, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          all.forEach((other, at) => expect(p < other && adjusted[index]! > adjusted[at]!).toBe(false));
        });
      }),
    );
  });
});

describe('verdicts', () => {
  it.each(goldens.verdicts)('$values beside $expected: $verdict', ({ values, expected, examples, ...golden }) => {
    const { verdict, error, noise } = judge(sampleOf(values), expected, examples)!;
    expect(verdict).toBe(golden.verdict);
    expectNear(error, golden.error);
    expectNear(noise, golden.noise);
  });

  it('take every verdict, with one seed and with several', () => {
    const words = (several: boolean) =>
      goldens.verdicts.filter(({ values }) => values.length > 1 === several).map(({ verdict }) => verdict);
    for (const several of [false, true])
      expect(new Set(words(several))).toEqual(new Set(['reproduced', 'within noise', 'differs']));
  });

  it('know nothing of one seed without a test set', () => {
    expect(judge(sampleOf([0.7]), 0.71, undefined)).toBeUndefined();
    expect(judge(sampleOf([0.7, 0.72]), 0.71, undefined)!.verdict).toBe('reproduced');
  });

  it('the sampling error of 78.22 % of 10,000 is about 0.41 points', () => {
    expect(samplingError(0.7822, 10_000)).toBeCloseTo(0.0041, 4);
  });
});
