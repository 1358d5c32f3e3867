import { describe, expect, it } from 'vitest';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';
import { gradientName, vectorJacobianGraph } from '../support/gradient-graph.js';
import { modelText, networkOf } from '../support/spec.js';
import { expectAgreement, readGolden, under } from './golden.js';

interface Case {
  readonly line: string;
  readonly shape: readonly number[];
  readonly batch: number;
}

/** Besides weights: what a case's arrays are called. */
const OWN = ['x', 'dx', 'y', 'cotangent'];

/** Near theta = 0 the steepest functions amplify rounding by 1 / theta³. */
const TOLERANCE = 1e-8;

const golden = readGolden('layers');
const cases = (JSON.parse(golden.metadata['cases']!) as Case[]).map((one, index) => ({ ...one, index }));

describe('single layers as PyTorch computes them', () => {
  it.each(cases)('$index: $line on $shape', ({ line, shape, batch, index }) => {
    const { x, y, cotangent, dx, ...rest } = under(golden, `${index}:`);
    const network = networkOf(modelText(shape, `layer: ${line}`));
    const weights = Object.keys(rest).filter((name) => `d${name}` in rest);
    const state = Object.fromEntries(weights.map((name) => [`layer/${name}`, rest[name]!]));
    const moving = { 'layer/magnitude.mean_x': [0] };
    const statistics = { step: [0], 'layer/mean': [0, 0, 0], 'layer/variance': [0, 0, 0], ...moving };
    const graph = vectorJacobianGraph(network, batch);
    const { outputs } = evaluateGraph(graph, { features: x!, cotangent: cotangent! }, { ...statistics, ...state });
    expectAgreement(outputs['y']!, y!, 'output', TOLERANCE);
    expectAgreement(outputs[gradientName('features')]!, dx!, 'gradient of the input', TOLERANCE);
    for (const name of weights) {
      const gradient = outputs[gradientName(`layer/${name}`)]!;
      expectAgreement(gradient, rest[`d${name}`]!, `gradient of ${name}`, TOLERANCE);
    }
  });

  it('leave no array of the goldens unread', () => {
    const arrays = [...golden.arrays.keys()].map((key) => key.split(':')[1]!);
    const weights = new Set(arrays.filter((name) => !OWN.includes(name)));
    const names = ['angle.k', 'beta', 'bias', 'filter', 'gain', 'gamma', 'magnitude.r', 'slope'];
    expect([...weights].sort()).toEqual([...names, ...names.map((name) => `d${name}`)].sort());
    expect(cases.length).toBeGreaterThan(100);
  });
});
