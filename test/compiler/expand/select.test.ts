import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectLayers } from '../../../compiler/index.js';
import { modelText, networkOf } from '../../support/spec.js';

const blocks = `block residual(n: int) {
  add { main: { conv(n, 3x3)  bn  relu  angconv(n, 3x3) } shortcut: { if in.channels != n { conv(n, 1x1) } } }
}
`;
const network = networkOf(
  blocks +
    modelText(
      [8, 8, 2],
      'stem: conv(4, 3x3) stage: repeat 3 { residual(4) residual(6) } relu flatten head: fc(3) fc(2)',
    ),
);

/** Paths of the layers that a selector means, with the kinds of those that own nothing. */
function selected(text: string): string[] {
  const result = selectLayers(network, text);
  if ('problem' in result) throw new Error(result.problem);
  return result.layers.map(({ path, layer }) => (layer.stateful ? path : `(${layer.name})`));
}

const everything = selected('model');

describe('a selector', () => {
  it('is a label, which means every layer at or below it', () => {
    expect(selected('stem')).toEqual(['stem']);
    expect(selected('stage')).toEqual(everything.slice(2, -4));
    expect(selected('head')).toEqual(['head']);
  });

  it('is a kind of layer', () => {
    expect(selected('fc')).toEqual(['head', '0']);
    expect(selected('bn')).toHaveLength(6);
    expect(selected('relu')).toEqual(Array(7).fill('(relu)'));
  });

  it('is a path of labels, each anywhere below the one before', () => {
    expect(selected('stage.shortcut')).toEqual(selected('shortcut'));
    expect(selected('stage[1].shortcut')).toEqual(['stage[1].shortcut.0.0', 'stage[1].1.shortcut.0.0']);
    expect(selected('shortcut.stage')).toEqual([]);
  });

  it('has indices, which follow their label, and `[*]` for every one', () => {
    expect(selected('stage[*]')).toEqual(selected('stage'));
    expect(selected('[stage[0], stage[1], stage[2]]')).toEqual(selected('stage'));
    expect(selected('stage[3]')).toEqual([]);
    expect(selected('stem[*]')).toEqual([]);
    expect(selected('main[0]')).toEqual([]);
  });

  it('has positions, which follow directly', () => {
    expect(selected('stage[0].main.0')).toEqual(['stage[0].main.0', 'stage[0].1.main.0']);
    expect(selected('stage[0].1')).toEqual([...selected('stage[0].1.main'), 'stage[0].1.shortcut.0.0', '(add)']);
    expect(selected('main.1')).toEqual(selected('bn'));
    expect(selected('model.0')).toEqual(['0']);
    expect(selected('stem.0')).toEqual([]);
  });

  it('may end in a kind', () => {
    expect(selected('stage[2].angconv')).toEqual(['stage[2].main.2', 'stage[2].1.main.2']);
    expect(selected('main.relu')).toHaveLength(6);
    expect(selected('conv.main')).toEqual([]);
  });

  it('in a list means the union, each layer once and in the order of flow', () => {
    expect(selected('[head, stem, stem, conv]')).toEqual(
      everything.filter((path) => [...selected('conv'), 'head'].includes(path)),
    );
    expect(selected('optional([nothing, stem])')).toEqual(['stem']);
  });

  it('is reported where it is none', () => {
    for (const text of [
      '',
      'stage[',
      'stage[0][1]',
      '"stem"',
      '3',
      'all(stem)',
      'stem @freeze set head',
      '[]',
      'a } b',
    ]) {
      expect(selectLayers(network, text), text).toHaveProperty('problem');
    }
  });

  it('means a layer by its whole path', () => {
    for (const { path, layer } of network.nodes) {
      if (!layer.stateful) continue;
      expect(selected(/^\d/.test(path) ? `model.${path}` : path)).toContain(path);
    }
  });

  it('means no more with an index, a position or a label behind it', () => {
    const part = fc.constantFrom('stem', 'stage', 'stage[1]', 'stage[*]', 'main', 'shortcut', 'main.0', 'head');
    const more = fc.constantFrom('main', 'shortcut', '0', '1', 'conv', 'bn', 'stage', 'add');
    fc.assert(
      fc.property(part, more, (first, second) => {
        const all = new Set(selectLayersOf(first));
        for (const layer of selectLayersOf(`${first}.${second}`)) expect(all).toContain(layer);
      }),
    );
  });
});

function selectLayersOf(text: string): readonly object[] {
  const result = selectLayers(network, text);
  return 'layers' in result ? result.layers : [];
}
