import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encloseOver, valueAt } from '../../../compiler/analysis/definition.js';
import { newEvents } from '../../../compiler/analysis/enclose.js';
import { interval, isEmpty } from '../../../compiler/analysis/interval.js';
import { printExpression } from '../../../compiler/analysis/print-expression.js';
import { scalarFunctions } from '../../../compiler/evaluation/scalar-functions.js';
import { allExpressions } from './expressions.js';
import { functionOf, isComputedOfNothing, overflowsAt } from './support.js';

const enclosed = (text: string, lo: number, hi: number, values = {}) =>
  encloseOver(functionOf(text, values), interval(lo, hi), newEvents());

describe('intervals', () => {
  it('hold every value of random expressions over random ranges', () => {
    const range = fc.tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }));
    fc.assert(
      fc.property(allExpressions, range, fc.double({ min: -2, max: 2, noNaN: true }), (expression, [lo, width], m) => {
        const definition = { expression, lets: [], variable: 'theta', values: new Map([['m', m]]) };
        const whole = encloseOver(definition, interval(lo, lo + width), newEvents());
        for (let i = 0; i <= 20; i++) {
          const at = Math.min(lo + width, lo + (width * i) / 20);
          const value = valueAt(definition, at);
          const where = () =>
            `${printExpression(expression)} at ${at}, m = ${m}: ${value} in [${whole.lo}, ${whole.hi}]`;
          if (isComputedOfNothing(definition, at)) continue;
          // What overflows, or is computed of an overflow, is no value of the real function.
          if (Math.abs(value) > 1e100 || isEmpty(whole)) continue;
          // The float64 value itself is off by the roundings of its operands.
          const slack = 1e-9 * (1 + Math.abs(value));
          expect(value, where()).toBeGreaterThanOrEqual(whole.lo - slack);
          expect(value, where()).toBeLessThanOrEqual(whole.hi + slack);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('are whole where random expressions have a value everywhere: what is not partial has no hole', () => {
    fc.assert(
      fc.property(allExpressions, fc.double({ min: -4, max: 4, noNaN: true }), (expression, lo) => {
        const definition = { expression, lets: [], variable: 'theta', values: new Map([['m', 0.7]]) };
        const whole = encloseOver(definition, interval(lo, lo + 0.5), newEvents());
        if (whole.partial) return;
        for (let i = 0; i <= 20; i++) {
          const at = Math.min(lo + 0.5, lo + i / 40);
          const value = valueAt(definition, at);
          // Overflow is not a hole of the real function, and a difference of overflows is NaN.
          if (Math.max(Math.abs(whole.lo), Math.abs(whole.hi)) < 1e100 && !overflowsAt(definition, at)) {
            expect(Number.isFinite(value), printExpression(expression)).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each([...scalarFunctions])('of %s hold its values, closely on narrow ranges', (name, { arity, compute }) => {
    for (let i = -80; i < 80; i++) {
      const [lo, hi] = [i / 20, i / 20 + 1e-6];
      const operands = arity === 1 ? 'theta' : 'theta, m';
      const { lo: least, hi: most, partial } = enclosed(`${name}(${operands})`, lo, hi, { m: 0.5 });
      const values = [lo, lo + 4e-7, hi].map((x) => compute(x, 0.5));
      if (values.some(Number.isNaN)) {
        expect(partial).toBe(true);
        continue;
      }
      expect(Math.min(...values)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...values)).toBeLessThanOrEqual(most);
      if (!partial) expect(most - least).toBeLessThanOrEqual(name === 'sign' ? 1 : name === 'floor' ? 1 : 0.02);
    }
  });

  it('of roots hold 0 where only the end of the range has one', () => {
    expect(enclosed('theta^0.5', -1, 0)).toEqual({ lo: 0, hi: 0, partial: true });
  });

  it('of negative powers grow on both sides of 0', () => {
    expect(enclosed('(-theta)^floor(-theta)', 0, 0.5)).toEqual({ lo: -Infinity, hi: Infinity, partial: true });
  });

  it('turn where sine and cosine turn', () => {
    expect(enclosed('cos(theta)', -0.1, 0.1)).toMatchObject({ hi: 1 });
    expect(enclosed('cos(theta)', 3, 3.3)).toMatchObject({ lo: -1 });
    expect(enclosed('sin(theta)', 1.5, 1.6)).toMatchObject({ hi: 1 });
    expect(enclosed('sin(theta)', 4.6, 4.8)).toMatchObject({ lo: -1 });
    expect(enclosed('sin(theta)', 0, Math.PI).lo).toBeGreaterThanOrEqual(0);
  });

  it('say where there is no value', () => {
    expect(enclosed('ln(theta / 1rad)', 1, 2).partial).toBe(false);
    expect(enclosed('ln(theta / 1rad)', 0, 2)).toMatchObject({ lo: -Infinity, partial: true });
    expect(isEmpty(enclosed('ln(theta / 1rad)', -2, -1))).toBe(true);
    expect(enclosed('1rad / theta', 0, 2)).toMatchObject({ hi: Infinity, partial: true });
    expect(enclosed('1rad / theta', -1, 2)).toMatchObject({ lo: -Infinity, hi: Infinity, partial: true });
    expect(isEmpty(enclosed('sqrt(theta / 1rad)', -2, -1))).toBe(true);
    expect(isEmpty(enclosed('acos(theta / 1rad) / 1rad', 1.1, 2))).toBe(true);
    expect(enclosed('acos(cos(theta)) / 1rad', 0, Math.PI).partial).toBe(false);
    expect(enclosed('sqrt((pi - theta) / 1rad)', 0, Math.PI).partial).toBe(false);
  });

  it('follow conditions into their branches', () => {
    const text = 'if theta <= 1rad then sqrt((1rad - theta) / 1rad) else sqrt((theta - 1rad) / 1rad)';
    expect(enclosed(text, 0, 2)).toMatchObject({ lo: 0, partial: false });
    expect(enclosed('if theta > 2rad and theta < 3rad then 1 else ln((2rad - theta) / 1rad)', 2.1, 2.9)).toMatchObject({
      lo: 1,
      hi: 1,
      partial: false,
    });
  });
});
