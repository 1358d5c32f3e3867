import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import { openExperiment } from '../../../runtime/spec/index.js';
import { augmenterFor } from '../../../runtime/training/augmentation.js';
import { TrainingFeeds } from '../../../runtime/training/feeds.js';
import { loadData } from '../../../runtime/training/load-data.js';
import { shownExamples } from '../../../runtime/training/shown-examples.js';
import { tinyFolder } from './tiny.js';

async function opened(...overrides: readonly string[]) {
  const folder = tinyFolder();
  const { experiment } = openExperiment(`${folder}/tiny.ang`, undefined, { overrides });
  return { experiment, dataset: await loadData(experiment, folder) };
}

describe('the examples that are shown', () => {
  it("are those of a run's first step, augmented and normalised", async () => {
    const { experiment, dataset } = await opened('data.augment=[pad(1, reflect), crop(6), flip]');
    const shown = shownExamples(experiment, dataset, { split: 'train', most: 8, seed: 5 });
    const { train } = compile(experiment, { steps: 1 }).graphs;
    const fed = new TrainingFeeds(train!, dataset.train, 8, 5, augmenterFor(experiment, 5)).at(0);
    expect(shown.values).toEqual(fed['features']);
    expect(shown.labels).toEqual([...fed['labels']!]);
    expect(shown.shape).toEqual([6, 6, 1]);
    expect(shown.range).toEqual([Math.min(...shown.values), Math.max(...shown.values)]);
  });

  it('are the first of those held out or tested on, as they are', async () => {
    const { experiment, dataset } = await opened('data.augment=[flip]', 'data.validation=12');
    for (const split of ['validation', 'test'] as const) {
      const { values, labels } = shownExamples(experiment, dataset, { split, most: 100, seed: 0 });
      const expected = new Float32Array(values.length);
      dataset[split]!.gather(
        labels.map((_, index) => index),
        expected,
      );
      expect(labels).toEqual([...dataset[split]!.labels]);
      expect(values).toEqual(expected);
    }
  });

  it('must be there', async () => {
    const { experiment, dataset } = await opened();
    expect(() => shownExamples(experiment, dataset, { split: 'validation', most: 1, seed: 0 })).toThrow(
      'Nothing is held out for validation',
    );
  });
});
