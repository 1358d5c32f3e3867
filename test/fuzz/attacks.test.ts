/** Texts and paths that someone wrote to break the compiler, each with the answer that it must get. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSpec } from '../../runtime/spec/index.js';
import { examine, examineText } from '../compiler/support/examine.js';
import { tinyFolder } from '../runtime/training/tiny.js';
import { inherited } from './specs/values.js';
import { violation } from './series.js';

const inModel = (body: string) => `model M() {\n  image: input([8, 8, 3])\n${body}\n}\n`;

const codesOfErrors = (text: string): string[] =>
  examineText(text).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));

/** The codes of the errors of a text, which must not break any property. */
async function errorsOf(text: string): Promise<string[]> {
  expect((await violation(text))?.message).toBeUndefined();
  return codesOfErrors(text);
}

describe('too much of something', { timeout: 60_000 }, () => {
  const many = 100_000;

  it.each([
    ['(', inModel(`let x = ${'('.repeat(many)}1${')'.repeat(many)}`)],
    ['[', inModel(`let x = ${'['.repeat(many)}1${']'.repeat(many)}`)],
    ['{', inModel(`${'repeat 2 {'.repeat(many)} relu ${'}'.repeat(many)}`)],
    ['brackets that never close', inModel('([{'.repeat(many))],
    ['brackets that never opened', ')]}'.repeat(many)],
    ['edits', `experiment E { profile p ${'{ x: '.repeat(many)}${'}'.repeat(many)} }`],
    ['groups', `ablation A of E { rows ${'{ a: '.repeat(many)}${'}'.repeat(many)} }`],
  ])('of 100,000 %s is answered', (_, text) => {
    const errors = codesOfErrors(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(60);
  });

  it.each([
    ['repeat 1e9 { relu }', 'argument-type'],
    ['repeat 1000000000 { relu }', 'argument-range'],
    ['repeat 99999 { repeat 99999 { relu } }', 'too-large'],
    ['conv(1e12, 3x3)', 'argument-type'],
    ['conv(1000000000000, 3x3)', 'shape-mismatch'],
    ['conv(8, 99999999x99999999)', 'shape-mismatch'],
    ['flatten fc(99999999999)', 'shape-mismatch'],
    ['conv(2147483647, 1x1) conv(2147483647, 1x1)', 'shape-mismatch'],
    ['conv(1e400, 3x3)', 'syntax'],
    ['conv(2 ^ 1024, 3x3)', 'not-finite'],
    ['dropout(1 / 0)', 'division-by-zero'],
    [`conv(${'9'.repeat(400)}, 3x3)`, 'syntax'],
  ])('in a model, %s, is %s', (body, code) => {
    expect(codesOfErrors(inModel(body))).toEqual([code]);
  });

  it('in an ablation is one message', async () => {
    const experiment =
      'experiment E { model: M  data: mnist  loss: softmax(of: c)  optimizer: adam(lr: 0.01)  batch: 1  steps: 1 }\n';
    const model = 'model M() { image: input([28, 28, 1]) flatten c: fc(10) }\n';
    const list = Array.from({ length: 200 }, (_, i) => i + 1).join(', ');
    const varies = ['batch', 'steps', 'optimizer.lr'].map((target) => `vary ${target}: [${list}]`).join('\n');
    expect(await errorsOf(`${model}${experiment}ablation A of E { ${varies} }\n`)).toEqual(['too-large']);
    expect(await errorsOf(`${model}${experiment}ablation A of E { seeds: 1e9  vary batch: [1, 2] }\n`)).toHaveLength(1);
  });
});

describe('circles', () => {
  it.each([
    ['a block in itself', 'block a() { a }\n'],
    ['two blocks in each other', 'block a() { b }\nblock b() { repeat 2 { a } }\n'],
  ])('of %s are recursion', async (_, blocks) => {
    expect(await errorsOf(`${blocks}${inModel('a')}`)).toContain('recursive-block');
  });

  it('of imports are reported once', () => {
    const files = new Map([
      ['input.ang', 'import { b } from "./b.ang"\nblock a() { b }\n'],
      ['b.ang', 'import { c } from "./c.ang"\nblock b() { c }\n'],
      ['c.ang', 'import { a } from "./input.ang"\nblock c() { a }\n'],
    ]);
    expect(examine(files).diagnostics.filter(({ code }) => code === 'import-cycle')).toHaveLength(1);
  });
});

describe('names that every object has', () => {
  it.each(inherited)('%s means nothing until it is declared', async (name) => {
    const errors = await errorsOf(
      [
        inModel(
          `let x = ${name}\n${name}\nconv(8, 3x3, ${name}: 1) @${name}\nconv(${name}(1), 1x1)\nrelu from ${name}`,
        ),
        `experiment E { ${name}: 1  model: ${name}  data: ${name}  loss: ${name}(of: ${name})  optimizer: ${name} }`,
        `ablation A of ${name} { vary ${name}: [1]  set ${name} @angle(${name})  expect ${name} [1] }`,
        `angle f(theta: ${name}) = ${name}(theta)`,
      ].join('\n'),
    );
    expect(errors).toEqual(
      expect.arrayContaining([
        'unknown-name',
        'unknown-layer',
        'unknown-argument',
        'unknown-annotation',
        'unknown-field',
      ]),
    );
  });

  it.each(inherited)('%s can be declared like any other', async (name) => {
    const text = [
      `block ${name}(width: int) { ${name}_1: conv(width, 3x3) }`,
      `model M(${name}: int = 4) {\n  image: input([8, 8, 3])\n  ${name}: ${name}(${name})\n  relu from ${name}\n}`,
      `angle ${name}(theta: rad) = cos(theta)`,
      `block b() { angconv(3, 3x3) @angle(${name}) }`,
    ].join('\n\n');
    expect(await errorsOf(text)).toEqual([]);
  });
});

describe('a normalization that is no function of numbers', () => {
  it.each(['x.', '[', 'x.y', 'in', 'mean(x)', 'y / 255'])('%s is a mistake', async (normalize) => {
    const model = inModel('  flatten\n  classifier: angfc(10)').replace('[8, 8, 3]', '[28, 28, 1]');
    const fields = `model: M data: mnist(normalize: ${normalize}) loss: softmax(of: classifier)`;
    const rest = 'optimizer: adam(lr: 0.1) batch: 8 steps: 9';
    expect(await errorsOf(`${model}experiment E { ${fields} ${rest} }`)).not.toEqual([]);
  });
});

describe('letters that look like others', () => {
  it.each([
    ['a Cyrillic letter in a layer', 'соnv(8, 3x3)'],
    ['a full-width parenthesis', 'conv（8, 3x3)'],
    ['a Greek question mark', 'relu\u037e relu'],
    ['a minus sign', 'let x = 3 \u2212 2\nconv(x, 1x1)'],
    ['a space without a break', 'conv(8,\u00a03x3)'],
    ['a mark that turns the direction', 'conv(8, 3x3) \u202e// relu'],
    ['a multiplication sign in a kernel', 'conv(8, 3×3)'],
    ['half of a pair', 'conv(8, 3x3) \ud83d'],
  ])('are named: %s', async (_, body) => {
    const { diagnostics } = examineText(inModel(body));
    expect(await errorsOf(inModel(body))).toHaveLength(1);
    expect(diagnostics.find(({ severity }) => severity === 'error')!.code).toBe('syntax');
  });
});

describe('paths out of the project', () => {
  function codesOf(specifier: string): string[] {
    const folder = tinyFolder();
    mkdirSync(join(folder, 'project/sub'), { recursive: true });
    writeFileSync(join(folder, 'project/package.json'), '{}');
    writeFileSync(join(folder, 'secret.ang'), 'block secret() { relu }\n');
    symlinkSync(join(folder, 'secret.ang'), join(folder, 'project/link.ang'));
    symlinkSync(folder, join(folder, 'project/up'));
    const main = join(folder, 'project/main.ang');
    writeFileSync(main, `import { secret } from ${JSON.stringify(specifier)}\n${inModel('secret')}`);
    const { diagnostics } = openSpec(main).checked;
    expect(diagnostics.map(({ message }) => message).join()).not.toContain('root:');
    return diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
  }

  it.each([
    ['../secret.ang', 'import-outside'],
    ['../../../../../../../../etc/passwd.ang', 'import-outside'],
    ['../../../../../../../../etc/passwd', 'import-path'],
    ['./sub/../../secret.ang', 'import-outside'],
    ['./link.ang', 'import-outside'],
    ['./up/secret.ang', 'import-outside'],
    ['/etc/passwd', 'import-path'],
    ['/etc/passwd.ang', 'import-path'],
    ['file:///etc/passwd.ang', 'import-path'],
    ['https://example.org/secret.ang', 'import-path'],
    ['C:\\secret.ang', 'import-path'],
    ['angnet/../secret.ang', 'unknown-library-file'],
    ['angnet/../../../../etc/passwd', 'unknown-library-file'],
    ['angnet:std/angles.ang', 'import-path'],
    ['./angnet/resnet.ang', 'missing-file'],
    ['./..%2fsecret.ang', 'missing-file'],
    ['./sub', 'import-path'],
    ['', 'import-path'],
    ['./', 'import-path'],
  ])('are refused: %s is %s', (specifier, code) => {
    expect(codesOf(specifier)).toEqual([code]);
  });

  it('with a NUL name no file', () => {
    expect(codesOf('./main.ang\0.ang').length).toBeGreaterThan(0);
    expect(codesOf('./\0../secret.ang').length).toBeGreaterThan(0);
  });

  it('through the library never reach a host', () => {
    const asked: string[] = [];
    const text = 'import { a } from "angnet/../a.ang"\nimport { b } from "angnet/constructor"\n';
    const files = new Map([['input.ang', text]]);
    files.get = (path) => (asked.push(path), path === 'input.ang' ? text : undefined);
    examine(files);
    expect(asked).toEqual(['input.ang']);
  });
});
