import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostProblems, parse, visit, type SyntaxProblem } from '../../grammar/index.js';
import { format } from '../../grammar/printer/format.js';
import { program } from './programs.js';
import { misplacedNodes } from './support.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const inModel = (text: string) => `model A() {\n${text}\n}\n`;

/** Parses any text and checks what must hold for every one. */
function check(text: string): readonly SyntaxProblem[] {
  const { file, problems } = parse(text);
  expect(misplacedNodes(text, file)).toEqual([]);
  expect(problems.length).toBeLessThanOrEqual(mostProblems + 1);
  for (const { span } of problems) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
  }
  return problems;
}

describe('texts that are no programs', { timeout: 60_000 + 50 * runs }, () => {
  const piece = fc.constantFrom(
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      ';',
      ':',
      '=',
      '@',
      '.',
      '"',
      "'",
      '-',
      'if',
      'else',
      'then',
      'from',
      'model',
    ],
    ...['vary', 'rows', 'zip', 'set', 'with', 'of', 'profile', 'expect', 'learn', 'per', 'min', 'state', 'edition'],
    ...['[*]', '.0', '->', 'replace', 'ablation', 'margin', 'experiment E {', 'rows {'],
    ...[
      'add',
      'repeat',
      '3x',
      '3 x 3',
      '//',
      '/*',
      '\u00a0',
      'é',
      '（',
      '\ud83d',
      '\u2028',
      '\r',
      '\t',
      '==',
      '!',
      '#',
      '\\',
    ],
  );

  it('are read as far as they go when a program is damaged', () => {
    const edit = fc.tuple(fc.nat(), fc.nat(20), fc.oneof(piece, fc.constant('')));
    fc.assert(
      fc.property(program, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let damaged = text;
        for (const [at, removed, inserted] of edits) {
          const place = at % (damaged.length + 1);
          damaged = damaged.slice(0, place) + inserted + damaged.slice(place + (inserted === '' ? removed : 0));
        }
        check(damaged);
      }),
      { numRuns: runs },
    );
  });

  it('are read as far as they go when they are junk', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }), fc.constant(' ')), { maxLength: 60 }),
        (parts) => {
          check(parts.join(''));
        },
      ),
      { numRuns: runs },
    );
  });

  it.each([
    'let x = .a.b',
    'let x = a..b',
    'let x = 2 *',
    'let x = * 2 *',
    'let x = if then else',
    'let x = if a then else if',
    'add { : }',
    'add { @ }',
    'f(:, @, a: )',
    'repeat as {',
    '@ @ from',
    'if { } else if',
    'x: : relu',
    'let = = 3',
  ])('are read as far as they go when pieces are missing: %s', (text) => {
    expect(check(inModel(text))).not.toEqual([]);
  });

  it.each([
    ['binary', `PNG\0${'\u0001\u0002'.repeat(5_000_000)}`, /binary/],
    ['no UTF-8', 'model A() { \ufffd\ufffd }', /UTF-8/],
    ['too long', 'model A() {}\n'.repeat(800_000), /10,400,000 characters/],
  ])('are refused with one message when they are %s', (_name, text, message) => {
    const problems = check(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(message);
  });
});

describe('deep nesting', { timeout: 60_000 }, () => {
  const many = 100_000;

  it.each([
    ['(', inModel(`let x = ${'('.repeat(many)}`)],
    ['( )', inModel(`let x = ${'('.repeat(many)}1${')'.repeat(many)}`)],
    ['[', inModel(`let x = ${'['.repeat(many)}`)],
    ['{', '{'.repeat(many)],
    ['repeat', inModel('repeat 2 {'.repeat(many / 2))],
    ['calls', inModel(`let x = ${'f('.repeat(many)}`)],
    ['signs', inModel(`let x = ${'-'.repeat(many)}1`)],
    ['not', inModel(`let x = ${'not '.repeat(many)}a`)],
    ['powers', inModel(`let x = 1${'^1'.repeat(many)}`)],
    ['sums', inModel(`let x = 1${'+1'.repeat(many)}`)],
    ['members', inModel(`let x = a${'.b'.repeat(many)}`)],
    ['indices behind each other', inModel(`let x = a${'[1]'.repeat(many)}`)],
    ['indices in each other', inModel(`let x = ${'a['.repeat(many)}`)],
    ['indices in each other, closed', inModel(`let x = ${'a['.repeat(many)}1${']'.repeat(many)}`)],
    ['positions', inModel(`let x = a${'.0'.repeat(many)}`)],
    ['groups', `ablation A of E { ${'rows { a: { '.repeat(many / 10)}`],
    ['profiles', `experiment E { ${'profile p { '.repeat(many / 10)}`],
    ['else if', inModel(`if a { }${' else if a { }'.repeat(many / 10)}`)],
    ['else if of a value', inModel(`let x = ${'if a then b else '.repeat(many / 10)}c`)],
  ])('of %s is one problem', (_name, text) => {
    const problems = check(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(/deep|too long/);
  });

  it.each([
    ['repeat', inModel('repeat 3 '.repeat(many / 2))],
    ['if', inModel('if a '.repeat(many))],
    ['else', inModel('else '.repeat(many))],
    ['conditions behind values', inModel(`let x = ${'1 if c else '.repeat(many / 2)}`)],
    ['profiles', `experiment E { ${'profile a '.repeat(many / 2)}}`],
    ['zip', `ablation A of E { ${'zip '.repeat(many)}}`],
  ])('of %s without brackets is read to its end', (_name, text) => {
    expect(check(text)).not.toEqual([]);
  });

  it.each([
    ['(', `let x = ${'('.repeat(60)}1 + a${')'.repeat(60)}`],
    ['calls', `let x = ${'f('.repeat(60)}1${')'.repeat(60)}`],
    ['joins', `${'add { { '.repeat(31)}relu${' } }'.repeat(31)}`],
    ['sums', `let x = 1${' + 1'.repeat(290)}`],
    ['else if', `if a { }${' else if a { }'.repeat(130)}`],
  ])('of %s that is allowed can be formatted', async (_name, text) => {
    expect(check(inModel(text))).toEqual([]);
    await expect(format(inModel(text))).resolves.toMatch(/^model A/);
  });
});

describe('long texts', { timeout: 60_000 }, () => {
  /** Milliseconds of processor time that a text takes, the least of three times. */
  function time(text: string): number {
    return Math.min(
      ...[1, 2, 3].map(() => {
        const start = process.cpuUsage();
        parse(text);
        return process.cpuUsage(start).user / 1000;
      }),
    );
  }

  it.each([
    ['statements', (n: number) => inModel('a: conv(20, 5x5) @angle(log) relu\n'.repeat(n / 10))],
    ['list items', (n: number) => inModel(`let x = [${'1, '.repeat(n)}]`)],
    ['declarations', (n: number) => 'angle f(theta: rad) = theta // c\n/// d\n'.repeat(n / 10)],
    ['unclosed parentheses', (n: number) => inModel('f(1\n'.repeat(n / 2))],
    ['unclosed strings', (n: number) => '"\n'.repeat(n)],
    ['escapes in a string', (n: number) => `"${'\\a'.repeat(n * 5)}`],
    ['unclosed comments', (n: number) => '/*'.repeat(n)],
    ['foreign letters', (n: number) => 'ж '.repeat(n)],
    ['words at the top', (n: number) => 'a '.repeat(n)],
    ['numbers of a tuple', (n: number) => inModel(`conv((${'1, '.repeat(n)}1))`)],
    ['qualified calls', (n: number) => inModel('a.b(1) '.repeat(n))],
    ['annotations', (n: number) => inModel(`a ${'@b '.repeat(n)}`)],
    ['signs of annotations', (n: number) => inModel('@'.repeat(n))],
    ['members', (n: number) => inModel(`let x = a${'.b'.repeat(n)}`)],
    ['indices', (n: number) => inModel(`let x = a${'[1]'.repeat(n)}`)],
    ['words and brackets', (n: number) => inModel(`let x = ${'a[ '.repeat(n)}`)],
    ['lines of `let`', (n: number) => `angle f(theta: rad)\n${'  let x = 1\n'.repeat(n / 10)}  = x\n`],
    ['edits', (n: number) => `experiment E { profile p { ${'a.b: 1 set c @d '.repeat(n / 10)} } }`],
    ['edits without their colon', (n: number) => `experiment E { profile p { ${'a 1 '.repeat(n / 4)} } }`],
    ['groups', (n: number) => `ablation A of E { rows { ${'a: { b: 1 } '.repeat(n / 10)} } }`],
    ['lines outside of an ablation', (n: number) => 'vary a: [1]\n'.repeat(n / 10)],
    ['arrows', (n: number) => `angle f(theta: rad) ${'-> '.repeat(n)}`],
    [
      'parameters that are learned',
      (n: number) => `angle f(theta: rad; ${'learn a: b = 1 per c, '.repeat(n / 10)}) = 1`,
    ],
  ])('take time in proportion to their length: %s', (_name, make) => {
    parse(make(1000));
    const short = time(make(2_000));
    const long = time(make(32_000));
    // Sixteen times the text; a quadratic reader takes 256 times as long.
    expect(long).toBeLessThan(100 * Math.max(short, 2));
  });

  it('keep every statement', () => {
    let count = 0;
    const { file, problems } = parse(inModel('relu\n'.repeat(100_000)));
    visit(file, (node) => {
      count += node.kind === 'layer' ? 1 : 0;
    });
    expect(problems).toEqual([]);
    expect(count).toBe(100_000);
  });
});
