import { describe, expect, it } from 'vitest';
import type { LayerNode } from '../../../compiler/index.js';
import { codesOf, modelText, networkOf } from '../../support/spec.js';

function layersOf(text: string, ...kinds: string[]): LayerNode[] {
  return networkOf(text).nodes.filter(({ layer }) => kinds.includes(layer.name));
}

/** Names of the angle functions of the angular layers, in order. */
function angles(text: string): string[] {
  return layersOf(text, 'angconv', 'angfc').map(({ annotations }) => annotations.angle.declared.declaration.name.name);
}

const model = (annotations: string, lines: string) =>
  modelText([4, 4, 2], lines).replace('model M', `model M ${annotations}`);

describe('an annotation', () => {
  it('of the model reaches every layer, one of a layer wins', () => {
    const lines = 'angconv(2, 1x1) repeat 2 { add { { angconv(2, 1x1) @angle(linear) } { } } } flatten angfc(3)';
    expect(angles(model('@angle(cos)', lines))).toEqual(['cos', 'linear', 'linear', 'cos']);
  });

  it('of a call reaches into the block; one of the block itself is inner and wins', () => {
    const block = (own: string) => `block pair() ${own} { angconv(2, 1x1) angconv(2, 1x1) @angle(linear) }\n`;
    const lines = 'pair @angle(inverse(eps: 0.1rad)) angconv(2, 1x1)';
    expect(angles(block('') + model('@angle(cos)', lines))).toEqual(['inverse', 'linear', 'cos']);
    expect(angles(block('@angle(sigmoid)') + model('@angle(cos)', lines))).toEqual(['sigmoid', 'linear', 'cos']);
  });

  it('of a repeat or of a join reaches what they hold', () => {
    const lines =
      'repeat 2 { angconv(2, 1x1) } @angle(linear) add { { angconv(2, 1x1) } { } } @angle(inverse(eps: 1rad)) angconv(2, 1x1)';
    expect(angles(model('@angle(cos)', lines))).toEqual(['linear', 'linear', 'inverse', 'cos']);
  });

  it('has defaults: -ln(theta), eps 1e-4, clip 1e-6, scale 1', () => {
    const [layer] = layersOf(modelText([4], 'angfc(3)'), 'angfc');
    const { angle, magnitude, norm, scale, grad, init, freeze } = layer!.annotations;
    expect(angle.declared.declaration.name.name).toBe('log');
    expect(angle.parameters.get('m')).toEqual({ kind: 'rad', value: 0 });
    expect([norm, magnitude, grad, freeze]).toEqual([{ epsilon: 1e-4, clip: 1e-6 }, undefined, 'exact', false]);
    expect(scale).toEqual({ start: 1, learned: false, minimum: undefined });
    expect(init.initializer.name).toBe('he');
  });

  it('replaces an outer one of its name as a whole', () => {
    const [layer] = layersOf(model('@norm(eps: 0.5, clip: 0.25)', 'angconv(2, 1x1) @norm(eps: 0.125)'), 'angconv');
    expect(layer!.annotations.norm).toEqual({ epsilon: 0.125, clip: 1e-6 });
  });

  it('@scale stands on its layer alone', () => {
    const text = model('@scale(3)', 'flatten fc(2) angfc(2) @angle(cos) @scale(5)');
    expect(layersOf(text, 'fc', 'angfc').map(({ annotations }) => annotations.scale.start)).toEqual([1, 5]);
    expect(codesOf(text)).toEqual(['annotation-without-target']);
  });

  it('@freeze reaches every layer with weights', () => {
    const frozen = networkOf(model('@freeze', 'conv(2, 1x1) bn prelu relu angconv(2, 1x1) flatten fc(2)')).nodes;
    const stateful = frozen.filter(({ layer }) => layer.stateful);
    expect(stateful.map(({ annotations }) => annotations.freeze)).toEqual([true, true, true, true, true]);
  });

  it('@freeze(on: …) reaches the layers that its selectors mean, inside of what it stands on', () => {
    const lines = `stem: conv(2, 1x1)
      stage: repeat 2 { main: conv(2, 1x1)  bn }
      flatten
      classifier: fc(2)`;
    const frozen = (annotation: string, text = lines) =>
      networkOf(model(annotation, text))
        .nodes.filter(({ annotations }) => annotations.freeze)
        .map(({ path }) => path);
    expect(frozen('@freeze(on: [stem, classifier])')).toEqual(['stem', 'classifier']);
    expect(frozen('@freeze(on: conv)')).toEqual(['stem', 'stage[0].main', 'stage[1].main']);
    expect(frozen('@freeze(on: stage[1])')).toEqual(['stage[1].main', 'stage[1].0']);
    expect(frozen('@freeze(on: [fc, optional(stage.angconv)])')).toEqual(['classifier']);
    const inside = lines.replace('bn }', 'bn } @freeze(on: conv)');
    expect(frozen('', inside)).toEqual(['stage[0].main', 'stage[1].main']);
  });

  it('@scale(auto) is the root of 2 times the logarithm of the other classes', () => {
    const [layer] = layersOf(modelText([4], 'angfc(101) @scale(auto, learn: true, min: 1)'), 'angfc');
    expect(layer!.annotations.scale).toEqual({ start: Math.SQRT2 * Math.log(100), learned: true, minimum: 1 });
  });

  it('that no layer obeys is a warning', () => {
    expect(codesOf(model('@angle(cos)', 'conv(2, 1x1)'))).toEqual(['annotation-without-target']);
    expect(codesOf(model('@angle(cos)', 'angconv(2, 1x1) @angle(linear)'))).toEqual(['annotation-without-target']);
    expect(codesOf(model('@angle(cos)', 'angconv(2, 1x1)'))).toEqual([]);
  });
});
