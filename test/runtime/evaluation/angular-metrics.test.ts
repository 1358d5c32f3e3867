import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { angularMetrics } from '../../../runtime/evaluation/angular-metrics.js';
import { leadingDirections } from '../../../runtime/evaluation/leading-directions.js';
import { planarFeatures } from '../../../runtime/evaluation/planar.js';
import { symmetricEigen } from '../../../runtime/evaluation/symmetric-eigen.js';

interface Golden {
  readonly dimensions: number;
  readonly labels: readonly number[];
  readonly data: readonly number[];
  readonly within: number;
  readonly withinClasses: readonly number[];
  readonly between: number;
  readonly nearest: number;
  readonly straightness: readonly number[];
  readonly components: readonly number[];
  readonly shares: readonly number[];
}

const { features: goldens } = JSON.parse(readFileSync(new URL('goldens.json', import.meta.url), 'utf8')) as {
  features: readonly Golden[];
};

function close(actual: number | null, expected: number): void {
  expect(actual).toBeCloseTo(expected, 9);
}

describe.each(goldens)('features of $dimensions dimensions', (golden) => {
  const { dimensions } = golden;
  const [data, labels] = [Float32Array.from(golden.data), Int32Array.from(golden.labels)];

  it('have the angles and the straightness that numpy finds', () => {
    const metrics = angularMetrics({ data, dimensions, labels });
    expect(metrics.examples).toBe(labels.length);
    close(metrics.within, golden.within);
    close(metrics.between, golden.between);
    close(metrics.nearest, golden.nearest);
    metrics.classes.forEach(({ within }, label) => close(within, golden.withinClasses[label]!));
    metrics.classes.forEach(({ straightness }, label) => close(straightness, golden.straightness[label]!));
    close(metrics.straightness, golden.straightness.reduce((sum, one) => sum + one) / golden.straightness.length);
  });

  it('are laid out in the plane as by scikit-learn', () => {
    const { points, shares } = planarFeatures({ data, dimensions });
    if (dimensions === 2) {
      expect([points, shares]).toEqual([data, undefined]);
      return;
    }
    points.forEach((value, i) => expect(value).toBeCloseTo(golden.components[i]!, 5));
    shares!.forEach((share, axis) => close(share, golden.shares[axis]!));
  });
});

describe('angular metrics', () => {
  it('leave out what has no direction or is not finite', () => {
    const data = Float32Array.of(1, 0, 0, 0, 2, 0, NaN, 1, 0, 3);
    const metrics = angularMetrics({ data, dimensions: 2, labels: Int32Array.of(0, 0, 0, 0, 4) });
    expect(metrics).toEqual({
      examples: 4,
      within: 0,
      between: Math.PI / 2,
      nearest: Math.PI / 2,
      straightness: 1,
      classes: [
        { label: 0, examples: 3, within: 0, straightness: 1 },
        { label: 4, examples: 1, within: 0, straightness: 1 },
      ],
    });
  });

  it('are null where nothing can be told', () => {
    const one = angularMetrics({ data: Float32Array.of(0, 0), dimensions: 2, labels: Int32Array.of(1) });
    expect(one).toMatchObject({ examples: 1, within: null, between: null, nearest: null, straightness: null });
    const opposed = { data: Float32Array.of(1, 0, -1, 0), dimensions: 2, labels: Int32Array.of(0, 0) };
    expect(angularMetrics(opposed)).toMatchObject({ within: null, straightness: 1 });
    const none = { data: new Float32Array(0), dimensions: 2, labels: new Int32Array(0) };
    expect(angularMetrics(none)).toMatchObject({ examples: 0, within: null, straightness: null, classes: [] });
  });

  it('tell small angles in full', () => {
    const tilt = 2 ** -20;
    const data = Float32Array.of(1, tilt, 1, -tilt);
    const { within } = angularMetrics({ data, dimensions: 2, labels: Int32Array.of(0, 0) });
    expect(within! / Math.atan(tilt)).toBeCloseTo(1, 9);
  });
});

describe('leading directions', () => {
  it('are eigenvectors, also where eigenvalues are equal or nothing is there', () => {
    const data = Float64Array.of(3, 0, 0, 0, 3, 0, 0, 0, 1);
    const { values, directions, total } = leadingDirections({ data, count: 3, size: 3 }, 2);
    values.forEach((value) => expect(value).toBeCloseTo(3, 12));
    expect(total).toBeCloseTo(19 / 3, 12);
    for (const direction of directions) expect(direction[2]).toBeCloseTo(0, 6);
    const zero = leadingDirections({ data: new Float64Array(6), count: 2, size: 3 }, 2);
    expect([zero.values, zero.total]).toEqual([[0, 0], 0]);
  });

  it('of a small matrix diagonalise it', () => {
    const matrix = Float64Array.of(2, -1, 0.5, -1, 3, 0.25, 0.5, 0.25, -1);
    const { values, vectors } = symmetricEigen(matrix, 3);
    vectors.forEach((vector, index) => {
      for (let row = 0; row < 3; row++) {
        const image = vector.reduce((sum, value, column) => sum + matrix[row * 3 + column]! * value, 0);
        expect(image).toBeCloseTo(values[index]! * vector[row]!, 12);
      }
    });
    expect([...values].sort((a, b) => b - a)).toEqual(values);
  });
});
