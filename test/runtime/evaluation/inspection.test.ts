import { describe, expect, it } from 'vitest';
import type { Split } from '../../../runtime/data/index.js';
import type { Engine } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { angularLayers, inspect } from '../../../runtime/evaluation/inspection.js';
import { inSpreadOrder } from '../../../runtime/evaluation/spread-order.js';
import { BINS, ThetaHistogram } from '../../../runtime/evaluation/theta-histogram.js';
import { describeNative } from '../../support/needs.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

/** Examples of the plane, given by their angles; each belongs to the class of its number. */
function rays(angles: readonly number[]): Split {
  return {
    count: angles.length,
    labels: Int32Array.from(angles, (_, example) => example % 2),
    gather(indices, out) {
      out.fill(0);
      for (let i = 0; i < indices.length; i++) {
        const angle = angles[indices[i]!]!;
        out.set([3 * Math.cos(angle), 3 * Math.sin(angle)], 2 * i);
      }
    },
  };
}

/** A classifier whose filters lie along the two axes, behind a layer that changes nothing. */
const experiment = experimentOf(
  modelText([1, 1, 2], 'flatten feature: fc(2) classifier: angfc(2) @norm(eps: 1e-9)') + experimentText({ classes: 2 }),
);
const identity = Float32Array.of(1, 0, 0, 1);
const readState = () =>
  Promise.resolve({ 'feature/filter': identity, 'classifier/filter': identity, step: Float32Array.of(0) });

function looksInside(engine: Engine): void {
  it(`sees features and angles on ${engine.name}, those of the own class by themselves`, async () => {
    // More than a batch of four, and not a whole number of batches. In the middle of bins, so that rounding moves none.
    const angles = [0.11, 0.3, 0.61, 0.9, 1.2, 1.5];
    const feature = experiment.network.labels.get('feature')!;
    const subject = { experiment, feature, angular: angularLayers(experiment.network.nodes) };
    const { features, angles: found } = await inspect(engine, subject, readState, rays(angles));
    const seen = [...features!.labels].map((label, i) => {
      const [x, y] = features!.data.subarray(2 * i, 2 * i + 2) as unknown as [number, number];
      expect(Math.hypot(x, y)).toBeCloseTo(3, 4);
      return [Math.atan2(y, x), label] as const;
    });
    const sorted = [...seen].sort(([a], [b]) => a - b);
    sorted.forEach(([angle, label], example) => {
      expect(angle).toBeCloseTo(angles[example]!, 4);
      expect(label).toBe(example % 2);
    });
    const [classifier, ...others] = found;
    expect(others).toEqual([]);
    expect(classifier).toMatchObject({ layer: 'classifier', kind: 'angfc', examples: 6 });
    const own = angles.map((angle, example) => (example % 2 === 0 ? angle : Math.PI / 2 - angle));
    expect(classifier!.own!.counts).toEqual(binned(own));
    expect(classifier!.counts).toEqual(binned(angles.flatMap((angle) => [angle, Math.PI / 2 - angle])));
    expect(classifier!.mean).toBeCloseTo(Math.PI / 4, 4);
    expect(classifier!.own!.mean).toBeCloseTo(own.reduce((sum, one) => sum + one) / own.length, 4);
  });
}

function binned(thetas: readonly number[]): number[] {
  return Array.from(
    { length: BINS },
    (_, bin) => thetas.filter((theta) => Math.floor((theta / Math.PI) * BINS) === bin).length,
  );
}

describe('an inspection', () => {
  for (const engine of [referenceEngine, wasmEngine]) looksInside(engine);

  it('stops when it is told to', async () => {
    const stop = new Error('stopped');
    const subject = { experiment, angular: angularLayers(experiment.network.nodes) };
    await expect(inspect(referenceEngine, subject, readState, rays([1]), AbortSignal.abort(stop))).rejects.toBe(stop);
  });

  it('of nothing runs nothing', async () => {
    const subject = { experiment, angular: [] };
    const forbidden = { ...rays([1]), gather: () => expect.unreachable() };
    const seen = await inspect(referenceEngine, subject, readState, forbidden);
    expect(seen).toEqual({ features: undefined, angles: [] });
  });
});

describeNative('an inspection', () => looksInside(nativeEngine));

describe('the order in which examples are looked at', () => {
  it.each([1, 2, 10, 97, 1000])('holds each of %i examples once', (count) => {
    const split = inSpreadOrder({ count, labels: Int32Array.from({ length: count }, (_, i) => i), gather: () => {} });
    expect([...split.labels].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it('is spread evenly from the beginning', () => {
    const sorted = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(i / 100));
    const { labels } = inSpreadOrder({ count: 1000, labels: sorted, gather: () => {} });
    for (const length of [20, 50, 333]) {
      const counts = Array.from(
        { length: 10 },
        (_, label) => labels.subarray(0, length).filter((one) => one === label).length,
      );
      for (const count of counts) expect(Math.abs(count - length / 10), `${length}: ${counts}`).toBeLessThanOrEqual(2);
    }
  });

  it('gathers the examples that its labels belong to', () => {
    const split = inSpreadOrder({
      count: 7,
      labels: Int32Array.from({ length: 7 }, (_, i) => i),
      gather: (indices, out) => out.set(Array.from(indices)),
    });
    const out = new Float32Array(7);
    split.gather([0, 1, 2, 3, 4, 5, 6], out);
    expect([...out]).toEqual([...split.labels]);
  });
});

describe('a histogram of angles', () => {
  it('takes both ends, and no NaN', () => {
    const histogram = new ThetaHistogram();
    for (const theta of [0, Math.PI, Math.PI / 2, NaN]) histogram.add(theta);
    const { counts, mean } = histogram.result();
    expect(counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))).toEqual([
      [0, 1],
      [45, 1],
      [89, 1],
    ]);
    expect(mean).toBeCloseTo(Math.PI / 2, 12);
    expect(new ThetaHistogram().result().mean).toBeNull();
  });
});
