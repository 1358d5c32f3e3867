import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivativeOf, encloseOver, valueAt, type Definition } from '../../../compiler/analysis/definition.js';
import { newEvents } from '../../../compiler/analysis/enclose.js';
import { interval } from '../../../compiler/analysis/interval.js';
import { printExpression } from '../../../compiler/analysis/print-expression.js';
import { standardLibrary } from '../../../compiler/std/library.js';
import { smoothExpressions } from './expressions.js';
import { functionOf } from './support.js';

const printed = (text: string) => printExpression(derivativeOf(functionOf(text, { m: 0, k: 1 }))!.expression);

/** Central difference of fourth order. */
function slope(definition: Definition, x: number, h = 1e-4): number {
  const f = (offset: number) => valueAt(definition, x + offset * h);
  return (8 * (f(1) - f(-1)) - (f(2) - f(-2))) / (12 * h);
}

describe('derivatives', () => {
  it.each([
    ['-ln((theta + m) / 1rad)', '-1 / (theta + m)'],
    ['cos(theta)', '-sin(theta)'],
    ['1 - 2 * theta / pi', '-2 / pi'],
    ['cos(theta) * abs(cos(theta))', '-2 * sin(theta) * abs(cos(theta))'],
    ['1rad / (theta + m)', '-1 / (theta + m)^2'],
    ['cos(4 * theta + m)', '-4 * sin(4 * theta + m)'],
    ['theta / 1rad * (theta / 1rad)', '2 * theta'],
    ['(theta / pi)^3', '3 * theta^2 / pi^3'],
    ['sqrt(theta / 1rad)', '1 / (2 * sqrt(theta / 1rad))'],
    ['sigmoid(theta / k)', 'sigmoid(theta / k) * sigmoid(-theta / k) / k'],
    ['exp(-theta / 1rad)', '-exp(-theta / 1rad)'],
    ['tan(theta)', '1 / cos(theta)^2'],
    ['acos(0.9 * cos(theta)) / 1rad', '0.9 * sin(theta) / sqrt(1 - 0.81 * cos(theta)^2)'],
    ['if theta < 1rad then theta / 1rad else 1', 'if theta < 1rad then 1 else 0'],
    ['max(cos(theta), 0)', 'if cos(theta) >= 0 then -sin(theta) else 0'],
    ['floor(theta / 1rad) + sign(theta - 1rad)', '0'],
    ['2^(theta / 1rad)', '2^(theta / 1rad) * ln(2)'],
    ['ln(2) + 3', '0'],
    ['5 * (1 - cos(theta)) / 2', '5 * sin(theta) / 2'],
  ])('of %s is %s', (text, derivative) => {
    expect(printed(text)).toBe(derivative);
  });

  it('go through lets', () => {
    const lets = 'let u = cos(theta) let k = floor(theta / 1rad) let v = u * u';
    const derivative = derivativeOf(functionOf('v - 2 * k', {}, lets))!;
    expect(printExpression(derivative.expression)).toBe("v'");
    const definition = functionOf('v - 2 * k', {}, lets);
    expect(valueAt(derivative, 0.7)).toBeCloseTo(slope(definition, 0.7), 8);
  });

  it('are too large to take of expressions that are too large', () => {
    const chain = Array.from({ length: 250 }, () => 'cos(theta)').join(' * ');
    expect(derivativeOf(functionOf(chain))).toBeUndefined();
  });

  it.each([...standardLibrary.angles.keys()])('of the angle function %s agree with finite differences', (name) => {
    const { declaration } = standardLibrary.angles.get(name)!;
    const values = new Map(declaration.parameters.map((parameter) => [parameter.name.name, 0.4]));
    const definition = { expression: declaration.expression, lets: [], variable: 'theta', values };
    const derivative = derivativeOf(definition)!;
    for (let theta = 0.05; theta < Math.PI; theta += 0.07) {
      expect(valueAt(derivative, theta)).toBeCloseTo(slope(definition, theta), 6);
    }
  });

  it('of random expressions agree with finite differences', () => {
    let compared = 0;
    fc.assert(
      fc.property(smoothExpressions, fc.double({ min: 0.1, max: 3, noNaN: true }), (expression, x) => {
        const definition = { expression, lets: [], variable: 'theta', values: new Map([['m', 0.3]]) };
        const around = encloseOver(definition, interval(x - 0.02, x + 0.02), newEvents());
        const derivative = derivativeOf(definition);
        // Differences mean something where the function is tame: it has values nearby and doesn't bend sharply.
        if (!derivative || around.partial || around.hi - around.lo > 10) return;
        const bent = encloseOver(derivative, interval(x - 0.02, x + 0.02), newEvents());
        if (bent.partial || bent.hi - bent.lo > 10) return;
        compared++;
        const [fine, coarse] = [slope(definition, x, 1e-4), slope(definition, x, 1e-3)];
        const exact = valueAt(derivative, x);
        const tolerance = 1e-5 * (1 + Math.abs(exact)) + Math.abs(fine - coarse);
        expect(Math.abs(exact - fine), printExpression(expression)).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});
