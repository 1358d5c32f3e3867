import { describe, expect, it } from 'vitest';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';

const at = (start: number, end: number, file = 'a.ang') => ({ file, span: { start, end } });
const range = { construct: 'conv', parameter: 'filters', value: '0', reason: 'it must be at least 1' };

describe('Reporter', () => {
  it('says the same code at the same place once', () => {
    const reporter = new Reporter();
    reporter.report('unknown-layer', { name: 'a' }, at(0, 1));
    reporter.report('unknown-layer', { name: 'b' }, at(0, 1));
    reporter.report('unknown-layer', { name: 'c' }, at(0, 2));
    expect(reporter.diagnostics.map(({ message }) => message)).toEqual([
      'There is no layer or block called `a`.',
      'There is no layer or block called `c`.',
    ]);
  });

  it('sorts by file and place, and knows errors from the rest', () => {
    const reporter = new Reporter();
    reporter.report('unused-let', { name: 'late' }, at(9, 10));
    reporter.report('unused-let', { name: 'other' }, at(0, 1, 'b.ang'));
    reporter.report('shadows-library', { what: 'a layer', name: 'early' }, at(2, 3));
    expect(reporter.hasErrors).toBe(false);
    reporter.report('division-by-zero', {}, at(4, 5));
    expect(reporter.hasErrors).toBe(true);
    expect(reporter.diagnostics.map(({ place }) => place.span.start)).toEqual([2, 4, 9, 0]);
  });

  it('keeps quiet about the value of an expression that is of a wrong kind inside', () => {
    const reporter = new Reporter();
    reporter.report('unknown-name', { name: 'x' }, at(5, 6));
    reporter.report('argument-range', range, at(4, 8));
    reporter.report('argument-range', range, at(4, 8, 'b.ang'));
    reporter.report('argument-range', range, at(10, 12));
    expect(reporter.diagnostics.map(({ code, place }) => [code, place.file, place.span.start])).toEqual([
      ['unknown-name', 'a.ang', 5],
      ['argument-range', 'a.ang', 10],
      ['argument-range', 'b.ang', 4],
    ]);
  });

  it('shortens names without end and makes sentences of hints', () => {
    const reporter = new Reporter();
    reporter.report('unknown-layer', { name: 'x'.repeat(1e6) }, at(0, 1), { hint: 'use another' });
    const { message, hint } = reporter.diagnostics[0]!;
    expect(message.length).toBeLessThan(500);
    expect(message).toMatch(/x…`\.$/);
    expect(hint).toBe('Use another.');
  });
});
