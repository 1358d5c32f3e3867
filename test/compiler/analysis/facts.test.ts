import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../compiler/analysis/definition.js';
import { largest, smallest } from '../../../compiler/analysis/extremes.js';
import { angleFloor, floorOfNorms } from '../../../compiler/analysis/floor.js';
import { factsOf } from '../../../compiler/analysis/function-facts.js';
import { byCosine, steepest } from '../../../compiler/analysis/slopes.js';
import { functionOf } from './support.js';

const domain = [0, Math.PI] as const;
const facts = (text: string, values = {}) => factsOf(functionOf(text, values), domain);

describe('what keeps angles from 0', () => {
  it('is the clip of the cosine, in float32 and float64', () => {
    for (const clip of [1e-7, 1e-6, 1e-3, 0.5]) {
      const floor = angleFloor({ epsilon: 0, clip });
      expect(Math.cos(floor)).toBeGreaterThanOrEqual(1 - clip - 1e-15);
      expect(floor).toBeCloseTo(Math.sqrt(2 * clip), clip < 0.1 ? 3 : 0);
      expect(floor).toBeLessThanOrEqual(Math.acos(Math.fround(1 - clip)));
    }
  });

  it('is eps for short vectors: that of parallel vectors of the norms', () => {
    const epsilon = 1e-4;
    for (const [x, w] of [
      [1, 1],
      [0.1, 3],
    ] as const) {
      const cosine = (x * w) / Math.sqrt((x * x + epsilon) * (w * w + epsilon));
      expect(floorOfNorms({ epsilon, clip: 0 }, x, w)).toBeCloseTo(Math.acos(cosine), 8);
    }
  });
});

describe('holes', () => {
  it.each([
    ['-ln(theta / 1rad)', [[0, 'logarithm']]],
    ['1rad / theta', [[0, 'pole']]],
    ['(theta / 1rad)^-0.5', [[0, 'pole']]],
    ['ln((pi - theta) / 1rad)', [[Math.PI, 'logarithm']]],
    ['1rad / (theta - 1rad)', [[1, 'pole']]],
    ['tan(theta)', [[Math.PI / 2, 'pole']]],
    ['sin(theta) * 1rad / theta', [[0, 'none']]],
    ['1 / sin(theta)', [[0, 'pole']]],
    ['cos(theta)', []],
    ['sqrt(theta / 1rad)', []],
    ['if theta < 0.1rad then 0 else ln(theta / 1rad)', []],
  ] as const)('of %s', (text, expected) => {
    const found = facts(text).singularities.filter(({ hi }) => text !== '1 / sin(theta)' || hi < 1);
    expect(found.map(({ wide, growth }) => ({ wide, growth }))).toEqual(
      expected.map(([, growth]) => ({ wide: false, growth })),
    );
    found.forEach(({ lo, hi }, i) => {
      expect(hi - lo).toBeLessThan(1e-8);
      expect((lo + hi) / 2).toBeCloseTo(expected[i]![0], 7);
    });
  });

  it('of positive length are known to be', () => {
    const [hole, ...others] = facts('acos(2 * theta / pi) / 1rad').singularities;
    expect(others).toEqual([]);
    expect(hole).toMatchObject({ wide: true, hi: Math.PI });
    expect(hole!.lo).toBeCloseTo(Math.PI / 2, 7);
  });

  it('are told from ends of arc functions, where only the slope has no bound', () => {
    const { singularities, steepPoints } = facts('acos(1 - theta / pi) / 1rad');
    expect(singularities).toEqual([]);
    expect(steepPoints).toMatchObject([{ lo: 0, growth: 'root' }]);
    expect(facts('acos(0.9 * cos(theta)) / 1rad').steepPoints).toEqual([]);
    expect(facts('acos(cos(theta)) / 1rad').steepPoints).toEqual([]);
  });
});

describe('monotonicity', () => {
  it.each([
    ['cos(theta)', 'decreasing', true, 'nowhere'],
    ['1 - 2 * theta / pi', 'decreasing', true, 'nowhere'],
    ['cos(theta) * abs(cos(theta))', 'decreasing', true, 'nowhere'],
    ['theta / 1rad + 2 * sin(theta / 3)', 'increasing', true, 'nowhere'],
    ['max(cos(theta), 0)', 'decreasing', true, 'partly'],
    ['7', 'constant', true, 'everywhere'],
    ['sign(pi / 3 - theta)', 'decreasing', false, 'everywhere'],
    ['if theta < 1rad then 1 else -1', 'decreasing', false, 'everywhere'],
    ['if theta < 1rad then theta / 1rad else theta / 1rad - 5', 'changing', false, 'nowhere'],
    ['(-1)^floor(4 * theta / pi) * cos(4 * theta) - 2 * floor(4 * theta / pi)', 'decreasing', false, 'nowhere'],
  ] as const)('of %s is %s', (text, direction, proved, flat) => {
    expect(facts(text).monotonicity).toMatchObject({ direction, proved, flat });
  });

  it('finds the turns', () => {
    const { direction, turns } = facts('cos(3 * theta)').monotonicity;
    expect(direction).toBe('changing');
    expect(turns).toHaveLength(2);
    expect(turns[0]).toBeCloseTo(Math.PI / 3, 4);
    expect(turns[1]).toBeCloseTo((2 * Math.PI) / 3, 4);
  });
});

describe('extremes', () => {
  it.each([
    'cos(3 * theta) + theta / 1rad',
    'sin(theta) * cos(5 * theta)',
    '-ln((theta + m) / 1rad)',
    'tanh(theta / m)',
  ])('of %s are those of dense sampling, within the proved bounds', (text) => {
    const definition = functionOf(text, { m: 0.3 });
    const samples = Array.from({ length: 20001 }, (_, i) => valueAt(definition, (Math.PI * i) / 20000));
    const [low, high] = [smallest(definition, domain), largest(definition, domain)];
    expect(high.value).toBeCloseTo(Math.max(...samples), 6);
    expect(low.value).toBeCloseTo(Math.min(...samples), 6);
    expect(high.bound).toBeGreaterThanOrEqual(Math.max(...samples));
    expect(low.bound).toBeLessThanOrEqual(Math.min(...samples));
    expect(high.bound - high.value).toBeLessThan(1e-4);
  });

  it('bound slopes, also by the cosine, where acos has a slope of its own', () => {
    const floor = angleFloor({ epsilon: 0, clip: 1e-6 });
    const reached = [floor, Math.PI - floor] as const;
    const { derivative } = facts('-ln(theta / 1rad)');
    expect(steepest(derivative!, reached)).toMatchObject({ at: floor });
    expect(steepest(derivative!, reached).value).toBeCloseTo(1 / floor, 6);
    expect(steepest(byCosine(derivative!), reached).value).toBeCloseTo(1 / (floor * Math.sin(floor)), 3);
    expect(valueAt(byCosine(facts('cos(theta)').derivative!), 0)).toBe(1);
  });
});
