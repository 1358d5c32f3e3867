import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { plainPalette } from '../../../compiler/diagnostics/palette.js';
import { renderDiagnostic, renderDiagnostics } from '../../../compiler/diagnostics/render.js';

function diagnostic(start: number, end: number, more: Partial<Diagnostic> = {}): Diagnostic {
  const place = { file: 'a.ang', span: { start, end } };
  return { code: 'code', severity: 'error', message: 'Message.', place, related: [], fixes: [], ...more };
}

/** Marks `find` in the text and renders. */
function render(text: string, find: string, more: Partial<Diagnostic> = {}): string[] {
  const start = text.indexOf(find);
  return renderDiagnostic(diagnostic(start, start + find.length, more), () => text).split('\n');
}

describe('code frames', () => {
  it('show the line with the line before it, the place, the label and the hint', () => {
    expect(render('one\ntwo three\nfour\n', 'three', { label: 'here', hint: 'Fix it.' })).toEqual([
      'error[code]: Message.',
      ' --> a.ang:2:5',
      '  |',
      '1 | one',
      '2 | two three',
      '  |     ^^^^^ here',
      'help: Fix it.',
      '',
    ]);
  });

  it('align carets below tabs and characters that are two columns wide or none', () => {
    const [, , , source, carets] = render('\t漢字e\u0301 wrong', 'wrong');
    expect(source).toBe('1 |     漢字e\u0301 wrong');
    // Four columns for the tab, two for each of the ideographs, one for the letter with its accent, one space.
    expect(carets).toBe(`  | ${' '.repeat(4 + 4 + 1 + 1)}^^^^^`);
  });

  it.each(['\r\n', '\r', '\n'])('understand lines that end in %j', (end) => {
    expect(render(`one${end}two wrong${end}three`, 'wrong').slice(1, 6)).toEqual([
      ' --> a.ang:2:5',
      '  |',
      '1 | one',
      '2 | two wrong',
      '  |     ^^^^^',
    ]);
  });

  it('cut a long line around the place', () => {
    const text = `${'a'.repeat(5000)} wrong ${'b'.repeat(5000)}`;
    const [, arrow, , source, carets] = render(text, 'wrong');
    expect(arrow).toBe(' --> a.ang:1:5002');
    expect(source!.length).toBeLessThan(120);
    expect(source!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('wrong');
    expect(source).toMatch(/^1 \| …a+ wrong b+…$/);
  });

  it('show the end of a file with and without a last line break', () => {
    const at = (text: string) =>
      renderDiagnostic(diagnostic(text.length, text.length), () => text)
        .split('\n')
        .slice(1, -1);
    expect(at('one\ntwo')).toEqual([' --> a.ang:2:4', '  |', '1 | one', '2 | two', '  |    ^']);
    expect(at('one\n')).toEqual([' --> a.ang:2:1', '  |', '1 | one', '2 |', '  | ^']);
  });

  it('underline the first line of a place that spans several', () => {
    expect(render('add {\n  relu\n} x', 'add {\n  relu\n}').slice(3, 5)).toEqual(['1 | add {', '  | ^^^^^']);
  });

  it('show two places of one file in one frame, however far apart', () => {
    const text = Array.from({ length: 12 }, (_, i) => `line${i + 1}`).join('\n');
    const start = text.indexOf('line2');
    const related = [{ place: { file: 'a.ang', span: { start, end: start + 5 } }, message: 'the first one' }];
    expect(render(text, 'line11', { related }).slice(1, -1)).toEqual([
      '  --> a.ang:11:1',
      '   |',
      ' 1 | line1',
      ' 2 | line2',
      '   | ----- the first one',
      '...',
      '11 | line11',
      '   | ^^^^^^',
    ]);
  });

  it('show places of other files in frames of their own', () => {
    const texts = new Map([
      ['a.ang', 'one'],
      ['b.ang', 'two'],
    ]);
    const related = [{ place: { file: 'b.ang', span: { start: 0, end: 3 } }, message: 'other' }];
    expect(renderDiagnostic(diagnostic(0, 3, { related }), (file) => texts.get(file)).split('\n')).toEqual([
      'error[code]: Message.',
      ' --> a.ang:1:1',
      '  |',
      '1 | one',
      '  | ^^^',
      ' ::: b.ang:1:1',
      '  |',
      '1 | two',
      '  | ---other'.replace('---', '--- '),
      '',
    ]);
  });

  it('do without a frame where a file has no text', () => {
    expect(renderDiagnostic(diagnostic(0, 0), () => undefined)).toBe('error[code]: Message.\n --> a.ang\n');
  });
});

describe('rendering', () => {
  it('never lets control characters through to a terminal', () => {
    const text = 'a \u001b[2J\u202e\u0007 wrong';
    const rendered = render(text, 'wrong', { message: 'Bad \u001b[31m name.' }).join('\n');
    // eslint-disable-next-line no-control-regex -- this is what must not be there
    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(rendered).toContain('wrong');
  });

  it('paints with the palette it is given', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const palette = { ...plainPalette, error: tag('e'), frame: tag('f'), strong: tag('s'), help: tag('h') };
    const rendered = renderDiagnostic(diagnostic(0, 3, { hint: 'Fix.' }), () => 'one', palette);
    expect(rendered).toBe(
      '<e>error[code]</e><s>: Message.</s>\n <f>--></f> a.ang:1:1\n<f>  |</f>\n<f>1 |</f> one\n<f>  |</f> <e>^^^</e>\n<h>help</h>: Fix.\n',
    );
  });

  it('says how many are left out where there are too many to read', () => {
    const many = Array.from({ length: 23 }, () => diagnostic(0, 1));
    const rendered = renderDiagnostics(many, () => 'x');
    expect(rendered.match(/error\[code\]/g)).toHaveLength(20);
    expect(rendered).toMatch(/and 3 more\n$/);
    const warnings = Array.from({ length: 30 }, () => diagnostic(0, 1, { severity: 'warning' }));
    const mixed = renderDiagnostics([...warnings, ...many.slice(0, 5)], () => 'x');
    expect(mixed.match(/^\w+(?=\[code\])/gm)).toEqual([...Array(15).fill('warning'), ...Array(5).fill('error')]);
    expect(mixed).toMatch(/and 15 more\n$/);
    expect(renderDiagnostics([], () => 'x')).toBe('');
  });

  it('answers any text and any place with carets inside of the frame', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(320), fc.nat(320), (text, a, b) => {
        const rendered = renderDiagnostic(diagnostic(Math.min(a, b), Math.max(a, b)), () => text);
        expect(rendered.split('\n').filter((row) => /\^/.test(row.replace(/^ *\d+ \|.*$/, '')))).not.toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });
});
