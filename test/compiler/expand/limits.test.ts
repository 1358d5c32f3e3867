import { describe, expect, it } from 'vitest';
import { checkText } from '../../support/spec.js';

/** Blocks of which each holds the one before twice. */
function doubling(inner: string): string {
  const blocks = Array.from({ length: 60 }, (_, i) => `block b${i}() { ${i === 0 ? inner : `b${i - 1} b${i - 1}`} }\n`);
  return `${blocks.join('')}model M {\n  input([4])\n  b59\n  fc(2)\n}\n`;
}

function model(lines: string): string {
  return `model M {\n  ${lines}\n}\n`;
}

const cases: Readonly<Record<string, readonly [text: string, code: string, message: string]>> = {
  'rounds without end': [model('input([4]) repeat 1000000000 { relu }'), 'argument-range', '1000000000'],
  'repeats in repeats': [model('input([4]) repeat 1000 { repeat 1000 { relu } }'), 'too-large', 'layers: 20,001'],
  'repeats in repeats that hold nothing': [
    model('input([4]) repeat 10000 { repeat 10000 { repeat 10000 {} } } fc(2)'),
    'too-large',
    'statements to unroll: 100,0',
  ],
  'blocks that double nothing': [doubling('if false { relu }'), 'too-large', 'statements to unroll: 100,0'],
  'an image that is too large': [model('input([100000, 100000, 3]) flatten'), 'too-large', 'elements in the output'],
  'filters that are too many': [
    model('input([30000]) repeat 1000 { fc(30000) }'),
    'too-large',
    'elements in all filters together: 18,000,000,000',
  ],
};

describe('a bound that is passed is one message that says the count', { timeout: 60_000 }, () => {
  it.each(Object.entries(cases))('for %s', (_, [text, code, message]) => {
    const errors = checkText(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(errors[0]!.message).toContain(message);
  });
});

it('sizes that no number can hold are mistakes of kinds', () => {
  for (const lines of ['input([4]) fc(1e308)', 'input([1e308]) relu', 'input([8, 8, 1]) conv(1, [1e9, 1e9])'])
    expect(checkText(model(lines)).diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
});
