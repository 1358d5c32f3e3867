import { describe, expect, it } from 'vitest';
import type { StateVariable } from '../../../compiler/graph/graph.js';
import { tensor } from '../../../compiler/graph/types.js';
import { initialState } from '../../../runtime/random/index.js';

const filter: StateVariable = {
  name: 'conv1/filter',
  type: tensor('f32', [5, 5, 20, 50]),
  role: 'weight',
  initializer: { kind: 'normal', variance: 2 / 500 },
};
const step: StateVariable = {
  name: 'step',
  type: tensor('i32', []),
  role: 'counter',
  initializer: { kind: 'constant', value: 0 },
};
const slope: StateVariable = {
  name: 'prelu/slope',
  type: tensor('f32', [20]),
  role: 'weight',
  initializer: { kind: 'constant', value: 0.25 },
};

describe('initialState', () => {
  it('fills every variable by its type and initializer', () => {
    const state = initialState({ state: [filter, step, slope] }, 3);
    expect(Object.keys(state)).toEqual(['conv1/filter', 'step', 'prelu/slope']);
    expect(state['step']).toEqual(new Int32Array(1));
    expect(state['prelu/slope']).toEqual(new Float32Array(20).fill(0.25));
    const weights = [...state['conv1/filter']!];
    expect(weights).toHaveLength(25_000);
    expect(weights.reduce((sum, w) => sum + w * w, 0) / weights.length).toBeCloseTo(2 / 500, 3.5);
  });

  it('gives a variable the same values whatever stands beside it', () => {
    const alone = initialState({ state: [filter] }, 3);
    const other = { ...filter, name: 'conv2/filter' };
    const together = initialState({ state: [other, slope, filter] }, 3);
    expect(together['conv1/filter']).toEqual(alone['conv1/filter']);
    expect(together['conv2/filter']).not.toEqual(alone['conv1/filter']);
    expect(initialState({ state: [filter] }, 4)['conv1/filter']).not.toEqual(alone['conv1/filter']);
  });

  it('refuses normal deviates for whole numbers', () => {
    const wrong = { ...filter, type: tensor('i32', [2]) };
    expect(() => initialState({ state: [wrong] }, 0)).toThrow('conv1/filter is i32');
  });
});
