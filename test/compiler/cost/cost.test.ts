import { describe, expect, it } from 'vitest';
import { layerCosts, stateBytes } from '../../../compiler/cost/layer-costs.js';
import { compile, compileNetwork } from '../../../compiler/index.js';
import { experimentOf, experimentText, modelText, networkOf } from '../../support/spec.js';

/** [parameters, multiply-adds for one example] of each layer with weights. */
function costs(shape: readonly number[], lines: string, batch = 3): [string, number, number][] {
  const network = networkOf(modelText(shape, lines));
  return layerCosts(network, compileNetwork(network, batch))
    .filter(({ parameters }) => parameters > 0)
    .map(({ node, parameters, multiplyAdds }) => [node.layer.name, parameters, multiplyAdds]);
}

describe('the cost of layers', () => {
  it('counts a multiply-add for each weight that an output reads, whatever the batch', () => {
    // 6x6 outputs of 2 filters that read 3x3 pixels of 5 channels each.
    const expected = [['conv', 3 * 3 * 5 * 2 + 2, 6 * 6 * 2 * 3 * 3 * 5]];
    expect(costs([8, 8, 5], 'conv(2, 3x3, padding: valid, bias: true)')).toEqual(expected);
    expect(costs([8, 8, 5], 'conv(2, 3x3, padding: valid, bias: true)', 1)).toEqual(expected);
    expect(costs([7], 'fc(4)')).toEqual([['fc', 28, 28]]);
  });

  it('counts the box filter of patch norms, one product for each pixel of a patch', () => {
    expect(costs([8, 8, 5], 'angconv(2, 3x3)')).toEqual([['angconv', 90, 8 * 8 * (2 * 3 * 3 * 5 + 3 * 3)]]);
  });

  it('keeps layers of one kind apart, and gives the ones without weights nothing', () => {
    expect(costs([4], 'fc(3) relu fc(2)')).toEqual([
      ['fc', 12, 12],
      ['fc', 6, 6],
    ]);
    expect(costs([4], 'relu')).toEqual([]);
  });
});

it('state is weights, statistics, what the optimizer keeps, and the step', () => {
  const experiment = experimentOf(modelText([4], 'bn classifier: fc(2)') + experimentText({ classes: 2 }));
  // gamma, beta and the filter with two slots of Adam each; mean and variance.
  expect(stateBytes(compile(experiment, { steps: 1 }))).toBe(4 * (3 * (4 + 4 + 8) + 4 + 4 + 1));
});
