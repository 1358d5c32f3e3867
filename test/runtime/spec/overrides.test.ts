import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../compiler/canonical/index.js';
import type { Experiment } from '../../../compiler/index.js';
import { openExperiment, SpecError } from '../../../runtime/spec/index.js';
import { UsageError } from '../../../runtime/usage-error.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';

function opened(overrides: readonly string[], text = tinySpec, profile?: string): Experiment {
  const path = join(tinyFolder(), 'tiny.ang');
  writeFileSync(path, text);
  return openExperiment(path, undefined, { overrides, ...(profile === undefined ? {} : { profile }) }).experiment;
}

/** Expects settings to give what the spec gives with its text edited. */
function expectSame(overrides: readonly string[], from: string, to: string, text = tinySpec): void {
  if (!text.includes(from)) throw new Error(`the spec has no ${from}`);
  expect(canonicalText(opened(overrides, text))).toBe(canonicalText(opened([], text.replace(from, to))));
  expect(canonicalText(opened(overrides, text))).not.toBe(canonicalText(opened([], text)));
}

describe('a setting', () => {
  it('replaces a field', () => {
    expectSame(['batch=4'], 'batch: 8', 'batch: 4');
    expectSame([' batch = 4 '], 'batch: 8', 'batch: 4');
    expectSame(['optimizer=sgd(lr: 0.1)'], 'adam(lr: 0.02)', 'sgd(lr: 0.1)');
  });

  it('replaces or adds an argument', () => {
    expectSame(['optimizer.lr=0.5'], 'adam(lr: 0.02)', 'adam(lr: 0.5)');
    expectSame(['optimizer.beta1=0.5'], 'adam(lr: 0.02)', 'adam(lr: 0.02, beta1: 0.5)');
    expectSame(['loss.smoothing=0.1'], 'of: classifier', 'of: classifier, smoothing: 0.1');
    expectSame(['data.normalize=x / 256'], 'normalize: x / 255', 'normalize: x / 256');
  });

  it('finds an argument that is written without its name', () => {
    const text = tinySpec.replace('model: Tiny\n', 'model: Tiny(3)\n  regularize: l2(1e-4)\n');
    expect(canonicalText(opened(['model.classes=3'], text))).toBe(canonicalText(opened([], text)));
    expectSame(['regularize.strength=5e-4'], 'l2(1e-4)', 'l2(5e-4)', text);
  });

  it('adds a field that is absent, and takes epochs away where it sets steps', () => {
    expectSame(['regularize=[l2(1e-4)]'], 'batch: 8', 'batch: 8 regularize: [l2(1e-4)]');
    expectSame(['epochs=2'], 'steps: 12', 'epochs: 2');
    expectSame(['epochs=2', 'steps=7', 'steps=9'], 'steps: 12', 'steps: 9');
  });

  it('changes annotations of layers, innermost', () => {
    expectSame(['classifier@scale=30'], '0.3rad))', '0.3rad)) @scale(30)');
    expectSame(['model@angle=cos'], '@angle(log(m: 0.3rad))', '@angle(cos)');
    expectSame(['angfc@norm.eps=1e-3'], '0.3rad))', '0.3rad)) @norm(eps: 1e-3)');
  });

  it('wins over a profile', () => {
    const text = tinySpec.replace('steps: 12\n', 'steps: 12\n  profile quick { steps: 3  batch: 4 }\n');
    expect(opened([], text, 'quick')).toMatchObject({ batch: 4, length: { steps: 3 } });
    expect(opened(['steps=5'], text, 'quick')).toMatchObject({ batch: 4, length: { steps: 5 } });
  });

  it('may change nothing', () => {
    expect(opened(['batch=8', 'classifier@scale=1'])).toMatchObject({ batch: 8 });
  });

  it('that means nothing is a wrong call, with the name that was meant', () => {
    for (const [override, message] of [
      ['bacth=4', 'An experiment has no field called `bacth`. Did you mean `batch`?'],
      ['optimizer.rl=1', '`adam` takes no `rl`. Did you mean `lr`?'],
      ['model.width=1', '`Tiny` takes no `width`. It takes `classes`.'],
      ['clasifier@scale=2', '`clasifier` selects no layer of `Tiny`. Did you mean `classifier`?'],
      ['classifier@scal=2', 'There is no annotation called `@scal`. Did you mean `@scale`?'],
      ['batch=', '`batch=` has no value: write `field=value`, as in `batch=64` or `classifier@scale=30`.'],
      ['batch', '`batch` has no value: write `field=value`, as in `batch=64` or `classifier@scale=30`.'],
      ['batch=4 } model X {', '`batch` is followed by `4 } model X {`, which is not a value.'],
      ['batch=4 steps: 3', '`batch` is followed by `4 steps: 3`, which is not a value.'],
      ['batch=4\nsteps: 3', '`batch` is followed by `4 steps: 3`, which is not a value.'],
      ['batch.size=4', "`batch` doesn't hold one call, so `batch.size` can't be changed."],
      ['optimizer.lr.x=4', '`optimizer.lr.x` is nothing that an edit can change.'],
      ['schedule.factor=1', "The experiment has no `schedule`, so `schedule.factor` can't be changed."],
    ] as const) {
      expect(() => opened([override]), override).toThrow(UsageError);
      expect(() => opened([override]), override).toThrow(message);
    }
  });

  it('with a wrong value is a mistake of the spec', () => {
    for (const override of ['batch=-1', 'model.classes=4', 'classifier@scale=-1', 'feature@scale=2']) {
      expect(() => opened([override]), override).toThrow(SpecError);
    }
  });
});
