import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import type { Split } from '../../../runtime/data/index.js';
import { ExampleOrder, stream } from '../../../runtime/random/index.js';
import { ConsecutiveFeeds, TrainingFeeds } from '../../../runtime/training/feeds.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

const experiment = experimentOf(
  modelText([3], 'drop: dropout(50%) classifier: fc(2)') + experimentText({ classes: 2, batch: 4 }),
);
const { graphs } = compile(experiment, { steps: 10 });

/** Example i is i, i + 0.25, i + 0.5, and its label 10 i. */
const split: Split = {
  count: 6,
  labels: Int32Array.from({ length: 6 }, (_, index) => 10 * index),
  gather(indices, out) {
    out.fill(0);
    for (let i = 0; i < indices.length; i++)
      out.set(
        [0, 0.25, 0.5].map((part) => indices[i]! + part),
        3 * i,
      );
  },
};

describe('what training feeds', () => {
  it('follows the order of examples, labels beside their examples', () => {
    const feeds = new TrainingFeeds(graphs.train!, split, 4, 7);
    const order = new ExampleOrder(7, 6);
    for (const step of [0, 1, 5]) {
      const { features, labels } = feeds.at(step);
      const indices = order.batchIndices(step, 4);
      expect([...labels!]).toEqual([...indices].map((index) => 10 * index));
      expect([...features!].filter((_, index) => index % 3 === 0)).toEqual([...indices]);
    }
  });

  it("takes a layer's random numbers from its own stream, each step the next ones", () => {
    const feeds = new TrainingFeeds(graphs.train!, split, 4, 7);
    const expected = new Float32Array(12);
    for (const step of [0, 3, 1]) {
      stream(7, 'dropout', 'drop').uniform(expected, 12 * step);
      expect(feeds.at(step)['drop/random']).toEqual(expected);
    }
  });
});

describe('what evaluation feeds', () => {
  it('fills up a short last batch with examples of weight 0', () => {
    const feeds = new ConsecutiveFeeds(graphs.evaluate!, split, 4);
    expect(feeds.from(0)).toMatchObject({ count: 4, feeds: { weights: Float32Array.of(1, 1, 1, 1) } });
    const { count, feeds: last } = feeds.from(4);
    expect(count).toBe(2);
    expect(last['weights']).toEqual(Float32Array.of(1, 1, 0, 0));
    expect(last['labels']).toEqual(Int32Array.of(40, 50, 0, 0));
    expect(last['features']).toEqual(Float32Array.of(4, 4.25, 4.5, 5, 5.25, 5.5, 0, 0, 0, 0, 0, 0));
  });
});
