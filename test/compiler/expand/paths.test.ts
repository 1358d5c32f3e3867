import { describe, expect, it } from 'vitest';
import { compile, compileNetwork } from '../../../compiler/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { codesOf, experimentOf, modelText, networkOf } from '../../support/spec.js';
import { randomSpec } from '../differentiate/random-spec.js';

/** Names of the weights and statistics of a model whose braces hold these lines. */
function names(lines: string, blocks = ''): string[] {
  const { state } = compileNetwork(networkOf(blocks + modelText([8, 8, 2], lines)), 1);
  return state.map(({ name }) => name).filter((name) => name !== 'step');
}

function filters(lines: string, blocks = ''): string[] {
  return names(lines, blocks).filter((name) => name.endsWith('/filter'));
}

describe('a structural path', () => {
  it('is the label where there is one, else the position among what has state', () => {
    expect(names('stem: conv(2, 3x3) bn relu conv(2, 3x3, bias: true)')).toEqual([
      'stem/filter',
      '0/gamma',
      '0/beta',
      '0/mean',
      '0/variance',
      '1/filter',
      '1/bias',
    ]);
  });

  it('leads through blocks, branches and repeats', () => {
    const blocks =
      'block residual(n: int) { add { main: { conv(n, 3x3) relu conv(n, 3x3) } shortcut: { conv(n, 1x1) } } }\n';
    expect(filters('stage: repeat 2 { residual(3) }', blocks)).toEqual([
      'stage[0].main.0/filter',
      'stage[0].main.1/filter',
      'stage[0].shortcut.0/filter',
      'stage[1].main.0/filter',
      'stage[1].main.1/filter',
      'stage[1].shortcut.0/filter',
    ]);
  });

  it('counts unlabelled branches by their place', () => {
    expect(filters('conv(2, 1x1) add { { } { conv(2, 1x1) conv(2, 1x1) } }')).toEqual([
      '0/filter',
      '1.1.0/filter',
      '1.1.1/filter',
    ]);
  });

  it('counts an `if` whether it is taken or not, but not one without state', () => {
    const model = (taken: string) => `conv(2, 1x1) if ${taken} { conv(2, 1x1) bn } if ${taken} { relu } conv(2, 1x1)`;
    expect(filters(model('true'))).toEqual(['0/filter', '1.0/filter', '2/filter']);
    expect(filters(model('false'))).toEqual(['0/filter', '2/filter']);
  });

  it('counts a repeat of nothing, and a block that has state only deep inside', () => {
    const blocks = 'block deep() { add { { repeat 1 { bn } } { } } }\nblock shallow() { relu }\n';
    expect(filters('repeat 0 { conv(2, 1x1) } shallow deep conv(2, 1x1)', blocks)).toEqual(['2/filter']);
  });

  it('keeps `from`, `let` and layers without state out of the count', () => {
    expect(filters('a: conv(2, 1x1) let k = 2 relu maxpool(2) conv(k, 1x1) from a')).toEqual(['a/filter', '0/filter']);
  });
});

describe('an edit', () => {
  it('to another kind of layer renames and reseeds nothing', () => {
    for (let seed = 0; seed < 20; seed++) {
      const text = randomSpec(seed);
      const [before, after] = [text, text.replaceAll('angconv(', 'conv(')].map((edited) => {
        const { state } = compile(experimentOf(edited), { steps: 10 });
        return initialState({ state: state.filter(({ name }) => name.endsWith('filter')) }, 7);
      });
      expect(after).toEqual(before);
    }
  });

  it('of one layer to another leaves the initial weights of all others as they are, bit for bit', () => {
    const state = (layer: string) =>
      initialState(
        compileNetwork(networkOf(modelText([8, 8, 2], `conv(4, 3x3) ${layer} bn prelu angconv(3, 3x3)`)), 1),
        3,
      );
    const { '1/filter': old, '1/bias': none, ...before } = state('angconv(4, 3x3)');
    const { '1/filter': wide, '1/bias': bias, ...after } = state('conv(4, 5x5, bias: true)');
    expect(none).toBeUndefined();
    expect(bias).toHaveLength(4);
    expect(wide).toHaveLength(400);
    expect(old).toHaveLength(144);
    expect(after).toEqual(before);
  });

  it('that inserts a layer renames at most the unlabelled later siblings in the same braces', () => {
    const body = (inserted: string) => `conv(2, 1x1)
      add { main: { conv(2, 1x1) ${inserted} conv(2, 1x1) inner: conv(2, 1x1) conv(2, 1x1) } { conv(2, 1x1) } }
      conv(2, 1x1)
      last: conv(2, 1x1)`;
    const before = filters(body(''));
    expect(filters(body('relu'))).toEqual(before);
    expect(filters(body('extra: conv(2, 1x1)')).filter((name) => !name.includes('extra'))).toEqual(before);
    const after = filters(body('conv(2, 1x1)'));
    expect(after.filter((name) => !before.includes(name))).toEqual(['1.main.3/filter']);
    expect(before.filter((name) => !after.includes(name))).toEqual([]);
  });

  it('that would give two layers one path is reported', () => {
    const clash = 'block one() { conv(2, 1x1) }\n';
    const lines = 'add { main: { conv(2, 1x1) } side: { } } main: one';
    expect(codesOf(clash + modelText([4, 4, 2], lines))).toContain('duplicate-path');
    expect(codesOf(clash + modelText([4, 4, 2], lines.replace('main: one', 'other: one')))).toEqual([]);
  });

  it('that would give two labels one path is reported, even where neither has state', () => {
    const lines = 'add { main: { relu } side: { } } main: relu';
    expect(codesOf(modelText([4, 4, 2], lines))).toEqual(['duplicate-path']);
  });
});

describe('the label `output`', () => {
  it('is for the last layer alone, which predictions call so', () => {
    expect(codesOf(modelText([4], 'fc(3) output: fc(2)'))).toEqual([]);
    expect(codesOf(modelText([4], 'output: fc(3) fc(2)'))).toEqual(['reserved-name']);
  });
});

describe('`repeat`', () => {
  it('is the text written out', () => {
    const loop = networkOf(modelText([6, 6, 2], 'stage: repeat 3 as i { angconv(2 + i, 3x3) bn relu }'));
    const flat = networkOf(
      modelText([6, 6, 2], 'angconv(2, 3x3) bn relu angconv(3, 3x3) bn relu angconv(4, 3x3) bn relu'),
    );
    const shapes = ({ nodes }: typeof loop) => nodes.map((node) => [node.layer.name, ...node.shape]);
    expect(shapes(loop)).toEqual(shapes(flat));
    const indices = loop.nodes.filter(({ layer }) => layer.name === 'angconv').map(({ path }) => path);
    expect(indices).toEqual(['stage[0].0', 'stage[1].0', 'stage[2].0']);
  });
});
