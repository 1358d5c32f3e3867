import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../compiler/canonical/index.js';
import { compile, configure, type Experiment } from '../../../compiler/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { checkText, experimentText, modelText } from '../../support/spec.js';

const blocks = `block plain(n: int, k: kernel = 3x3) { conv(n, k)  bn }
block deep(n: int, again: bool = false) { plain(n)  if again { plain(n, 1x1) }  relu }
`;
const model = modelText(
  [6, 6, 2],
  'stem: angconv(4, 3x3) @angle(linear) stage: repeat 2 { plain(4) relu } tail: plain(n: 6) feature: avgpool(global) classifier: angfc(3) @scale(5)',
)
  .replace('model M', 'model M(width: int = 4) @angle(cos) @norm(eps: 1e-3)')
  .replace('stem: angconv(4', 'stem: angconv(width');
const base = (more = '') => blocks + model + experimentText({ classes: 3, more });

function errorsIn(text: string): string[] {
  return checkText(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

/** The experiment with the edits of a profile. */
function edited(edits: string, text = base()): Experiment {
  const withProfile = text.replace(/\n}\n$/, `\n  profile p { ${edits} }\n}\n`);
  expect(errorsIn(withProfile)).toEqual([]);
  return configure(checkText(withProfile), 'E', { profile: 'p' }).experiment!;
}

function canonical(text: string): string {
  expect(errorsIn(text)).toEqual([]);
  return canonicalText(checkText(text).experiments.get('E')!);
}

function replaced(from: string | RegExp, to: string): string {
  const text = base().replace(from, to);
  expect(text).not.toBe(base());
  return text;
}

describe('an edit of a profile gives what the edited text gives:', () => {
  it.each<[string, string, string | RegExp, string]>([
    ['a field', 'batch: 8', 'batch: 4', 'batch: 8'],
    ['epochs for steps', 'epochs: 3', 'steps: 10', 'epochs: 3'],
    ['an argument that is written', 'optimizer.lr: 0.5', 'lr: 0.001', 'lr: 0.5'],
    ['an argument that is not', 'model.width: 7', 'model: M', 'model: M(7)'],
    [
      'an argument of a field replaced before',
      'optimizer: sgd(lr: 1)  optimizer.momentum: 0.5',
      'adam(lr: 0.001)',
      'sgd(lr: 1, momentum: 0.5)',
    ],
    ['an annotation', 'classifier@scale: 30', '@scale(5)', '@scale(30)'],
    ['an annotation of all layers', 'model@angle: linear', /@angle\((cos)\)/, '@angle(linear)'],
    [
      'one argument of an annotation',
      'stem@norm.clip: 1e-3',
      '@angle(linear)',
      '@angle(linear) @norm(eps: 1e-3, clip: 1e-3)',
    ],
    [
      '`set`',
      'set [stem, classifier] @angle(log) @freeze',
      /@angle\(linear\)([^]*)@scale\(5\)/,
      '@angle(log) @freeze$1@scale(5) @angle(log) @freeze',
    ],
    ['`replace`', 'replace stem with conv', 'stem: angconv', 'stem: conv'],
    [
      '`replace` with arguments',
      'replace stem with conv(bias: true, kernel: 1x1)',
      'stem: angconv(width, 3x3)',
      'stem: conv(width, 1x1, bias: true)',
    ],
    ['`replace` of one block', 'replace tail with deep(again: true)', 'tail: plain(n: 6)', 'tail: deep(6, true)'],
  ])('%s', (_, edits, from, to) => {
    expect(canonicalText(edited(edits))).toBe(canonical(replaced(from, to)));
  });
});

describe('layer rules', () => {
  it('see what the ones before them have made', () => {
    const { nodes } = edited('replace stem with conv  set conv @freeze').network;
    const frozen = nodes.filter(({ annotations }) => annotations.freeze).map(({ path }) => path);
    expect(frozen).toEqual(['stem', 'stage[0].0.0', 'stage[1].0.0', 'tail.0']);
    const reversed = edited('set conv @freeze  replace stem with conv').network.nodes;
    expect(reversed.filter(({ annotations }) => annotations.freeze)).toHaveLength(3);
  });

  it('put blocks in the place of blocks, with the arguments that both take', () => {
    const { nodes } = edited('replace plain with deep').network;
    const shapes = nodes.filter(({ layer }) => layer.name === 'conv').map(({ shape }) => shape.at(-1));
    expect(shapes).toEqual([4, 4, 6]);
    expect(nodes.filter(({ layer }) => layer.name === 'relu')).toHaveLength(5);
  });
});

describe('replacing a kind of layer', () => {
  const state = (experiment: Experiment) => compile(experiment, { steps: 10 }).state;

  it('renames no weight and reseeds none', () => {
    const before = configure(checkText(base()), 'E').experiment!;
    const after = edited('replace angconv with conv  replace stage.conv with angconv  replace classifier with fc');
    expect(after.network.nodes.map(({ layer }) => layer.name)).not.toEqual(
      before.network.nodes.map(({ layer }) => layer.name),
    );
    expect(after.network.nodes.map(({ path }) => path)).toEqual(before.network.nodes.map(({ path }) => path));
    expect(state(after).map(({ name }) => name)).toEqual(state(before).map(({ name }) => name));
    expect(initialState({ state: state(after) }, 3)).toEqual(initialState({ state: state(before) }, 3));
  });

  it('by one with weights leaves all others their names', () => {
    const before = state(configure(checkText(base()), 'E').experiment!).map(({ name }) => name);
    const after = state(edited('replace relu with prelu')).map(({ name }) => name);
    expect(after.filter((name) => !name.includes('slope') && !name.includes('alpha'))).toEqual(
      expect.arrayContaining(before.filter((name) => !/adam/.test(name))),
    );
    expect(new Set(after).size).toBe(after.length);
  });

  it('does not replace what it has put there', () => {
    const text = base().replace('block deep', 'block outer(n: int) { plain(n) plain(n) }\nblock deep');
    const { network } = edited('replace plain with outer', text);
    expect(network.nodes.filter(({ layer }) => layer.name === 'bn')).toHaveLength(6);
  });
});

describe('edits of different things', () => {
  const edits = [
    'batch: 8',
    'epochs: 3',
    'optimizer.lr: 0.5',
    'model.width: 7',
    'classifier@scale: 30',
    'set stage @freeze',
    'model@angle: log',
    'replace classifier with fc',
    'regularize: l2(1e-4, on: stage)',
    'schedule: steps(at: [50%], factor: 0.5)',
  ];

  it('mean the same in every order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(edits, { minLength: 2 }), (some) => {
        const sorted = edits.filter((edit) => some.includes(edit));
        expect(canonicalText(edited(some.join('  ')))).toBe(canonicalText(edited(sorted.join('  '))));
      }),
      { numRuns: 25 },
    );
  });

  it('mean the same as settings, and given twice', () => {
    const settings = ['batch=8', 'optimizer.lr=0.5', 'model.width=7', 'classifier@scale=30', 'model@norm.eps=0.5'];
    const checked = checkText(base());
    fc.assert(
      fc.property(fc.shuffledSubarray(settings, { minLength: 1 }), (some) => {
        const once = configure(checked, 'E', { overrides: some });
        const twice = configure(checked, 'E', { overrides: [...some, ...some] });
        const profile = edited(some.map((setting) => setting.replace('=', ': ')).join('  '));
        expect(once.diagnostics).toEqual([]);
        expect(canonicalText(twice.experiment!)).toBe(canonicalText(once.experiment!));
        expect(canonicalText(profile)).toBe(canonicalText(once.experiment!));
      }),
      { numRuns: 25 },
    );
  });

  it('win in the order experiment, profile, settings', () => {
    const checked = checkText(base('profile p { batch: 8  optimizer.lr: 0.5 }'));
    expect(configure(checked, 'E').experiment).toMatchObject({ batch: 4 });
    expect(configure(checked, 'E', { profile: 'p' }).experiment).toMatchObject({ batch: 8 });
    expect(configure(checked, 'E', { profile: 'p', overrides: ['batch=9', 'batch=16'] }).experiment).toMatchObject({
      batch: 16,
    });
  });
});

describe('a configuration', () => {
  it('that is not there is a mistake of the caller', () => {
    const checked = checkText(base());
    expect(() => configure(checked, 'F')).toThrow(RangeError);
    expect(() => configure(checked, 'E', { profile: 'p' })).toThrow(RangeError);
  });

  it('whose settings are wrong says so at their places', () => {
    const { experiment, diagnostics, text } = configure(checkText(base()), 'E', {
      overrides: ['batch=8', 'model.width=0'],
    });
    expect(experiment).toBeUndefined();
    expect(
      diagnostics.map(({ code, related }) => [
        code,
        related.map(({ place }) => text(place.file)?.slice(place.span.start, place.span.end)),
      ]),
    ).toEqual([['argument-range', ['model.width=0']]]);
  });
});
