import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, hashText } from '../../../compiler/canonical/index.js';
import { compareExperiments, compareModels, type Comparison } from '../../../compiler/diff/index.js';
import { check } from '../../../compiler/index.js';
import { hostOf } from '../support/examine.js';

const spec = `angle mine(theta: rad; m: rad = 0.2rad) = -ln((theta + m) / 1rad)

block part(channels: int) {
  add {
    main: { angconv(channels, 3x3) bn }
    shortcut: { conv(channels, 1x1) }
  }
  relu
}

model Net(width: int = 4) @angle(mine) {
  image: input([28, 28, 1])
  stem: conv(width, 3x3, stride: 2)
  stage: repeat 2 { part(width) }
  flatten
  feature: fc(2)
  classifier: angfc(10)
}

experiment E {
  model: Net
  data: mnist
  loss: softmax(of: classifier)
  regularize: [l2(5e-4, on: [stem, feature])]
  optimizer: sgd(lr: 0.1, momentum: 0.9)
  batch: 32
  steps: 100
}
`;

function compiled(text: string) {
  const { diagnostics, experiments } = check('input.ang', hostOf(new Map([['input.ang', text]])));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
  return experiments.get('E')!;
}

function diff(a: string, b: string): Comparison {
  return compareExperiments(compiled(a), compiled(b));
}

/** Edits that change the meaning, and what is said of each. */
const edits: readonly (readonly [string, string, string])[] = [
  ['stem: conv(width, 3x3', 'stem: conv(width, 5x5', 'kernel: 3x3 -> 5x5 in stem'],
  ['sgd(lr: 0.1,', 'sgd(lr: 0.2,', 'optimizer lr: 0.1 -> 0.2'],
  ['steps: 100', 'steps: 200', 'length : 100 steps -> 200 steps'],
  ['batch: 32', 'batch: 64', 'batch : 32 -> 64'],
  ['data: mnist', 'data: mnist(normalize: x / 128)', 'data normalize: x / 255 -> x / 128'],
  ['softmax(of: classifier)', 'softmax(of: classifier, smoothing: 0.1)', 'loss smoothing: 0 -> 0.1'],
  ['bn }', 'bn  relu }', '+ relu after stage[0].main.1'],
  ['  flatten', '  relu6: relu\n  flatten', '+ relu6'],
  ['m: rad = 0.2rad', 'm: rad = 0.3rad', '@angle: mine(m: 0.2rad) -> mine(m: 0.3rad)'],
  ['classifier: angfc(10)', 'classifier: angfc(10) @scale(30)', '@scale: 1 -> 30 in classifier'],
  ['feature: fc(2)', 'feature: fc(2) @freeze', '@freeze: undefined -> yes in feature'],
  ['[stem, feature]', '[stem]', 'regularize on: '],
  ['feature: fc(2)', 'feature: angfc(2)', 'kind: fc -> angfc in feature'],
  ['  relu\n}', '}', '- relu after'],
  [
    '  optimizer',
    '  schedule: steps(at: [50%], factor: 0.1)\n  optimizer',
    'schedule : undefined -> steps(at: [50%], factor: 0.1)',
  ],
];

/** Edits of the text alone. */
const cosmetic: readonly (readonly [string, string])[] = [
  ['model Net(', '// A net.\nmodel Net('],
  ['channels', 'filters'],
  ['mine', 'yours'],
  ['  relu\n', '\n\n     relu\n'],
  ['Net', 'Network'],
  ['part', 'piece'],
  ['momentum: 0.9', 'momentum: 9e-1'],
  ['bn }', 'bn(eps: 1e-3)  }'],
];

function texts({ added, removed, changed, settings }: Comparison): string[] {
  return [
    ...added.map(({ name }) => `+ ${name}`),
    ...removed.map(({ name }) => `- ${name}`),
    ...changed.map(({ aspect, from, to, subjects }) => `${aspect}: ${from} -> ${to} in ${subjects.join(', ')}`),
    ...settings.map(({ aspect, from, to, subjects }) => `${subjects.join(', ')} ${aspect}: ${from} -> ${to}`),
  ];
}

describe('a comparison', () => {
  it.each(edits)('%s => %s', (before, after, said) => {
    const edited = spec.replace(before, after);
    expect(edited).not.toBe(spec);
    const comparison = diff(spec, edited);
    expect(comparison.equal).toBe(false);
    expect(texts(comparison).some((each) => each.startsWith(said) || each === said)).toBe(true);
  });

  it.each(cosmetic)('sees nothing in %s => %s', (before, after) => {
    const edited = spec.replaceAll(before, after);
    expect(edited).not.toBe(spec);
    expect(diff(spec, edited)).toMatchObject({ equal: true, added: [], removed: [], changed: [], settings: [] });
  });

  it('finds a difference just where the hashes differ', () => {
    const all = [...edits, ...cosmetic];
    const subset = fc.subarray(all.map((_, index) => index));
    const apply = (indices: readonly number[]) =>
      indices.reduce((text, index) => text.replace(all[index]![0], all[index]![1]), spec);
    fc.assert(
      fc.property(subset, subset, (left, right) => {
        const [a, b] = [tryCompile(apply(left)), tryCompile(apply(right))];
        fc.pre(a !== undefined && b !== undefined);
        const comparison = compareExperiments(a!, b!);
        const found = texts(comparison);
        expect(found.length === 0).toBe(hashText(canonicalText(a!)) === hashText(canonicalText(b!)));
        expect(found).not.toContain('order: one -> another in layers');
        expect(texts(compareExperiments(b!, a!)).length === 0).toBe(found.length === 0);
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('says one thing of layers that changed alike', () => {
    const { changed } = diff(spec, spec.replace('@angle(mine)', '@angle(cos)'));
    expect(changed).toEqual([
      {
        section: 'model',
        subjects: ['stage[0].main.0 (angconv)', 'stage[1].main.0 (angconv)', 'classifier'],
        aspect: '@angle',
        from: 'mine(m: 0.2rad)',
        to: 'cos',
      },
    ]);
  });

  it('counts what both cost', () => {
    const { cost } = diff(spec, spec.replace('feature: fc(2)', 'feature: fc(3)'));
    const inputs = 14 * 14 * 4;
    expect(cost![1].parameters - cost![0].parameters).toBe(inputs + 10);
    expect(cost![1].multiplyAdds - cost![0].multiplyAdds).toBe(inputs + 10);
  });

  it('compares models alone', () => {
    const network = (text: string) => check('input.ang', hostOf(new Map([['input.ang', text]]))).networks.get('Net')!;
    expect(compareModels(network(spec), network(spec)).equal).toBe(true);
    expect(texts(compareModels(network(spec), network(spec.replace('relu', 'prelu')))).length).toBeGreaterThan(0);
  });
});

/** Edits may get in each other's way. */
function tryCompile(text: string) {
  const { diagnostics, experiments } = check('input.ang', hostOf(new Map([['input.ang', text]])));
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : experiments.get('E');
}
