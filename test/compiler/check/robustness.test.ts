import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineText } from '../support/examine.js';

const clean = readFileSync(join(import.meta.dirname, 'fixtures/clean/input.ang'), 'utf8');

describe('whatever a spec says', () => {
  it('gets an answer with places inside of the text', () => {
    const words = clean.match(/[\w.%]+|\S/g)!;
    const edit = fc.tuple(fc.nat(words.length - 1), fc.option(fc.constantFrom(...words)));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const changed: (string | null)[] = [...words];
        for (const [at, word] of edits) changed[at] = word;
        const text = changed.filter((word) => word !== null).join(' ');
        for (const { place, message } of examineText(text).diagnostics) {
          expect(place.span.start).toBeGreaterThanOrEqual(0);
          expect(place.span.end).toBeLessThanOrEqual(text.length);
          expect(place.span.start).toBeLessThanOrEqual(place.span.end);
          expect(message).not.toMatch(/undefined|\[object|NaN|``/);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each([
    ['unknown layers beside many blocks', many((i) => `block b${i}() { relay${i} }\n`)],
    ['unknown names beside many names', `block b() {\n${many((i) => `let a${i} = relay${i}\n`)}}\n`],
    ['unknown labels beside many labels', `block b() {\n${many((i) => `a${i}: relu from relay${i}\n`)}}\n`],
    ['values out of range', `model m() {\n${many(() => 'dropout(3 - 2)\n')}}\n`],
    ['the same name', many(() => 'block b() { relu }\n')],
    [
      'blocks inside of the next',
      `model m() { image: input([8]) b0 }\n${many((i) => `block b${i}() { b${i + 1} }\n`)}`,
    ],
    [
      'blocks that stand twice in the one before',
      `${many((i) => `block b${i}() { b${i + 1} b${i + 1} }\n`, 24)}block b24() { relu }\nmodel m() { image: input([8]) b0 }\n`,
    ],
    [
      'blocks inside of the one before',
      `block b0() { relu }\n${many((i) => `block b${i + 1}() { b${i} }\n`)}model m() { image: input([8]) b5000 }\n`,
    ],
  ])(
    'takes seconds, not hours, for thousands of %s',
    (_, text) => {
      const start = performance.now();
      expect(examineText(text).diagnostics.length).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );
});

function many(line: (i: number) => string, count = 5_000): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}
