import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openExperiment, SpecError } from '../../../runtime/spec/index.js';
import { UsageError } from '../../../runtime/usage-error.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';

/** The lines of the spec that overrides change, after them. */
function edited(overrides: readonly string[], text = tinySpec): string[] {
  const path = join(tinyFolder(), 'tiny.ang');
  writeFileSync(path, text);
  const { spec } = openExperiment(path, undefined, overrides);
  const before = text.split('\n');
  return spec.checked.resolved.root.text.split('\n').filter((line) => !before.includes(line));
}

describe('an override', () => {
  it('replaces a field', () => {
    expect(edited(['batch=4'])).toEqual(['  batch: 4']);
    expect(edited(['optimizer=sgd(lr: 0.1)'])).toEqual(['  optimizer: sgd(lr: 0.1)']);
  });

  it('replaces or adds an argument', () => {
    expect(edited(['optimizer.lr=0.5'])).toEqual(['  optimizer: adam(lr: 0.5)']);
    expect(edited(['optimizer.beta1=0.5'])).toEqual(['  optimizer: adam(lr: 0.02, beta1: 0.5)']);
    expect(edited(['loss.smoothing=0.1'])).toEqual(['  loss: softmax(of: classifier, smoothing: 0.1)']);
    expect(edited(['model.classes=3'])).toEqual(['  model: Tiny(classes: 3)']);
  });

  it('finds an argument that is written without its name', () => {
    const text = tinySpec.replace('model: Tiny\n', 'model: Tiny(3)\n  regularize: l2(1e-4)\n');
    expect(edited(['model.classes=3'], text)).toEqual([]);
    expect(edited(['regularize.strength=5e-4'], text)).toEqual(['  regularize: l2(5e-4)']);
  });

  it('adds a field that is absent, and takes epochs away where it sets steps', () => {
    expect(edited(['regularize=[l2(1e-4)]'])).toEqual(['  regularize: [l2(1e-4)]']);
    expect(edited(['epochs=2'])).toEqual(['  epochs: 2']);
    expect(edited(['epochs=2', 'steps=7', 'steps=9'])).toEqual(['  steps: 9']);
  });

  it('keeps everything else of the text, comments too', () => {
    const text = tinySpec.replace('steps: 12\n', 'steps: 12 // twelve\n');
    expect(edited(['batch=4'], text)).toEqual(['  batch: 4']);
    expect(edited(['schedule=steps(at: [50%], factor: 0.1)'], text)).toEqual([
      '  steps: 12',
      '  schedule: steps(at: [50%], factor: 0.1) // twelve',
    ]);
  });

  it('that means nothing is a wrong call, with the name that was meant', () => {
    for (const [override, message] of [
      ['bacth=4', 'An experiment has no field `bacth`. Did you mean `batch` or `data`?'],
      ['optimizer.rl=1', '`adam` has no parameter `rl`. Did you mean `lr`?'],
      ['model.width=1', '`Tiny` has no parameter `width`. It takes `classes`.'],
      ['batch', '`--set batch` has no value: write `--set field=value`, as in `--set batch=64`.'],
      ['batch=', '`--set batch` is followed by ``, which is not a value.'],
      ['batch=4 } model X {', '`--set batch` is followed by `4 } model X {`, which is not a value.'],
      ['batch=4 steps: 3', '`--set batch` is followed by `4 steps: 3`, which is not a value.'],
      ['batch.size=4', "`batch.size` can't be set: `batch` is not a call with arguments."],
      [
        'optimizer.lr.x=4',
        '`--set optimizer.lr.x` goes too deep: it can name a field, or an argument of the call in it.',
      ],
      ['schedule.factor=1', "`Tiny` has no schedule, so `schedule.factor` can't be set."],
    ] as const) {
      expect(() => edited([override]), override).toThrow(UsageError);
      expect(() => edited([override]), override).toThrow(message);
    }
  });

  it('with a wrong value is a mistake of the spec, shown in the edited text', () => {
    expect(() => edited(['batch=-1'])).toThrow(SpecError);
    expect(() => edited(['model.classes=4'])).toThrow(SpecError);
  });
});
