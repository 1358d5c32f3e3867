import { describe, expect, it } from 'vitest';
import { stream, type Purpose } from '../../../runtime/random/index.js';
import { goldens } from './goldens.js';

const bitsOf = (values: Float32Array) => [...new Uint32Array(values.buffer)];

function uniforms(seed: number, purpose: Purpose, path: string, count: number, start = 0): Float32Array {
  const out = new Float32Array(count);
  stream(seed, purpose, path).uniform(out, start);
  return out;
}

function mean(values: Float32Array, power = 1): number {
  return values.reduce((sum, value) => sum + value ** power, 0) / values.length;
}

describe('a stream', () => {
  it.each(goldens.streams)('has the golden bits of $seed $purpose $path at $start', (golden) => {
    const source = stream(golden.seed, golden.purpose, golden.path);
    const words = new Uint32Array(16);
    source.words(words, golden.start);
    expect([...words]).toEqual(golden.words);

    const uniform = new Float32Array(16);
    source.uniform(uniform, golden.start);
    expect([...uniform]).toEqual(golden.words.map((word) => Math.floor(word / 256) / 2 ** 24));

    const normal = new Float32Array(16);
    source.normal(normal, golden.start);
    expect(bitsOf(normal)).toEqual(golden.normalBits);
  });

  it('has random access: any piece equals that part of the whole', () => {
    const source = stream(3, 'init', 'a');
    const whole = new Float32Array(9000);
    source.normal(whole, 0);
    for (const [start, count] of [
      [0, 1],
      [1, 1],
      [7, 5000],
      [2047, 2],
      [2048, 2049],
      [8999, 1],
    ] as const) {
      const piece = new Float32Array(count);
      source.normal(piece, start);
      expect(bitsOf(piece), `${start}`).toEqual(bitsOf(whole.slice(start, start + count)));
    }
  });

  it('depends on the seed, the purpose and the path', () => {
    const base = uniforms(1, 'init', 'a/filter', 8);
    const others = [
      uniforms(2, 'init', 'a/filter', 8),
      uniforms(1, 'dropout', 'a/filter', 8),
      uniforms(1, 'init', 'b/filter', 8),
    ];
    for (const other of others) expect([...other]).not.toEqual([...base]);
  });

  it('refuses seeds that are not whole numbers from 0 to 2^53 - 1', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => stream(seed, 'init', 'a')).toThrow(RangeError);
  });

  it('scales normal deviates before it rounds them', () => {
    const [unit, scaled] = [new Float32Array(1000), new Float32Array(1000)];
    stream(5, 'init', 'w').normal(unit, 0);
    stream(5, 'init', 'w').normal(scaled, 0, 0.1);
    const twiceRounded = unit.map((value) => value * 0.1);
    scaled.forEach((value, i) => expect(Math.abs(value - twiceRounded[i]!)).toBeLessThan(6e-8));
    expect([...scaled]).not.toEqual([...twiceRounded]);
  });
});

describe('statistics of 200,000 numbers', () => {
  const count = 200_000;
  // The Kolmogorov-Smirnov statistic passes 1.63 / sqrt(n) once in a hundred; the seeds are fixed.
  const limit = 1.63 / Math.sqrt(count);

  it('are those of the uniform distribution', () => {
    const values = uniforms(11, 'dropout', 'd', count).sort();
    expect(values[0]).toBeGreaterThanOrEqual(0);
    expect(values[count - 1]).toBeLessThan(1);
    expect(kolmogorovSmirnov(values, (x) => x)).toBeLessThan(limit);
    expect(mean(values)).toBeCloseTo(1 / 2, 2);
    expect(mean(values, 2)).toBeCloseTo(1 / 3, 2);
  });

  it('are those of the normal distribution', () => {
    const values = new Float32Array(count);
    stream(12, 'init', 'n').normal(values, 0);
    // Neighbours are the cosine and the sine of one pair: they must not be correlated, nor their squares.
    const products = values.map((value, i) => value * values[(i + 1) % count]!);
    expect(mean(products)).toBeCloseTo(0, 1.9);
    expect(mean(products, 2)).toBeCloseTo(1, 1.3);
    expect(mean(values)).toBeCloseTo(0, 2);
    expect(mean(values, 2)).toBeCloseTo(1, 1.9);
    expect(mean(values, 3)).toBeCloseTo(0, 1.3);
    expect(mean(values, 4)).toBeCloseTo(3, 1);
    expect(kolmogorovSmirnov(values.sort(), normalDistribution)).toBeLessThan(limit);
  });
});

/** The greatest distance between the distribution of sorted values and the expected one. */
function kolmogorovSmirnov(sorted: Float32Array, distribution: (x: number) => number): number {
  const distances = sorted.map((value, i) =>
    Math.max((i + 1) / sorted.length - distribution(value), distribution(value) - i / sorted.length),
  );
  return distances.reduce((a, b) => Math.max(a, b), 0);
}

/** The normal distribution's integral by its power series, good to 1e-12 for |x| < 7. */
function normalDistribution(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) sum += term *= (x * x) / k;
  return 1 / 2 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
