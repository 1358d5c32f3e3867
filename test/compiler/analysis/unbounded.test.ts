import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../compiler/analysis/function-facts.js';
import { unboundedAt } from '../../../compiler/analysis/unbounded.js';
import { functionOf } from './support.js';

const domain = [0, Math.PI] as const;
const reached = [0.0014, Math.PI - 0.0014] as const;

function signsOf(text: string): readonly number[] {
  const definition = functionOf(text);
  return unboundedAt(definition, factsOf(definition, domain).singularities, reached).map(({ sign }) => sign);
}

describe('growth without bound', () => {
  it.each([
    ['1rad / (theta - 1rad)', [-1, 1]],
    ['abs(1rad / (theta - 1rad))', [1, 1]],
    ['tan(theta)', [1, -1]],
    ['ln((theta - 1rad) / 1rad)', [-1]],
    ['-ln(abs(theta / 1rad - 1))', [1, 1]],
    ['cos(3 * theta) / cos(theta)', []],
    ['sin(1rad / (theta - 1rad) * 1rad)', []],
    ['1rad / theta', []],
    ['-ln(sin(theta))', []],
  ] as const)('of %s, on the sides of what can be reached', (text, expected) => {
    expect(signsOf(text)).toEqual(expected);
  });
});

describe('ends of the domain', () => {
  it.each(['1 / sin(theta)', 'ln(sin(theta))', 'cos(theta) / sin(theta)'])('both count for %s', (text) => {
    const { singularities } = factsOf(functionOf(text), domain);
    expect(singularities).toHaveLength(2);
    expect(singularities[0]).toMatchObject({ lo: 0 });
    expect(singularities[1]).toMatchObject({ hi: Math.PI });
  });
});

describe('slopes without bound', () => {
  it.each([
    'sqrt(abs(theta / 1rad - 1))',
    'abs(theta / 1rad - 1)^0.5',
    'if theta < 1rad then 0 else (theta / 1rad - 1)^0.3',
  ])('are found inside of the domain: %s', (text) => {
    const { singularities, steepPoints } = factsOf(functionOf(text), domain);
    expect(singularities).toEqual([]);
    expect(steepPoints).toHaveLength(1);
    expect(steepPoints[0]!.lo).toBeCloseTo(1, 6);
  });

  it.each(['abs(theta / 1rad - 1)^1.5', 'cos(theta) * abs(cos(theta))', 'sqrt(1 - cos(theta)^2)'])(
    'not in %s',
    (text) => {
      expect(factsOf(functionOf(text), domain).steepPoints).toEqual([]);
    },
  );
});
