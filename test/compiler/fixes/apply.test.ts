import { describe, expect, it } from 'vitest';
import { applyRepairs, repairsOf, type Repair } from '../../../compiler/fixes/apply.js';
import { removalOf } from '../../../compiler/fixes/removal.js';
import type { Diagnostic } from '../../../compiler/index.js';
import { examineText } from '../support/examine.js';

/** The text after the fixes of what is wrong with it, again and again. */
function fixed(text: string): string {
  let current = text;
  for (let round = 0; round < 10; round++) {
    const { diagnostics } = examineText(current);
    const next = applyRepairs('input.ang', current, repairsOf(diagnostics)).text;
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Statements of a block that are wrong, and what fixes make of them. */
const statements: readonly (readonly [string, string])[] = [
  ['angcon(8, 3x3)', 'angconv(8, 3x3)'],
  ['Conv2d(16, kernel_size=3)', 'conv(16, kernel: 3)'],
  ['nn.Conv2d(1, 16, 3)', 'conv(16, 3)'],
  ['Conv2D(16, (3, 3), padding="same")', 'conv(16, 3x3, padding: same)'],
  ['nn.Conv2d(in_channels=1, out_channels=8, kernel_size=3)', 'conv(filters: 8, kernel: 3)'],
  ['Linear(500, 10)', 'fc(10)'],
  ['Dense(units=10, use_bias=True)', 'fc(units: 10, bias: true)'],
  ['BatchNorm2d(64)', 'bn'],
  ['MaxPool2d(2)', 'maxpool(2)'],
  ['AdaptiveAvgPool2d(1)', 'avgpool(global)'],
  ['Activation("relu")', 'relu'],
  ['ReLU', 'relu'],
  ['dropout(p=0.5)', 'dropout(rate: 0.5)'],
  ['dropout(50)', 'dropout(50%)'],
  ['conv(8, 3 x 3)', 'conv(8, 3x3)'],
  ['conv(8, 3×3)', 'conv(8, 3x3)'],
  ['conv(8, 3X3)', 'conv(8, 3x3)'],
  ['conv(8 3x3)', 'conv(8, 3x3)'],
  ['conv(8,, 3x3)', 'conv(8, 3x3)'],
  ['conv(8; 3x3)', 'conv(8, 3x3)'],
  ['conv (8, 3x3)', 'conv(8, 3x3)'],
  ['conv(8.0, 3x3)', 'conv(8, 3x3)'],
  ['conv(1_024, 3x3)', 'conv(1024, 3x3)'],
  ['conv(8, 3x3, padding: "valid")', 'conv(8, 3x3, padding: valid)'],
  ['соnv(8, 3x3)', 'conv(8, 3x3)'],
  ['angconv(8, 3x3) @angle(log(m: 0.3))', 'angconv(8, 3x3) @angle(log(m: 0.3rad))'],
  ['angconv(8, 3x3) @angle(log(m: 0.3 rad))', 'angconv(8, 3x3) @angle(log(m: 0.3rad))'],
  ['angconv(8, 3x3) @angle(cosine)', 'angconv(8, 3x3) @angle(cos)'],
  ['angconv(8, 3x3) @init(normal(0, 0.01))', 'angconv(8, 3x3) @init(normal(0.01))'],
  ['bn(momentum: 0.99)', 'bn(decay: 0.99)'],
  ['relu; bn', 'relu bn'],
  ['relu -> bn', 'relu bn'],
  ['if true&&true relu', 'if true and true { relu }'],
  ['if !true { relu }', 'if not true { relu }'],
  ['if true then { relu }', 'if true { relu }'],
  ['if 2 ** 3 > 1 { relu }', 'if 2 ^ 3 > 1 { relu }'],
  ['if 2 = 3 { relu }', 'if 2 == 3 { relu }'],
  ['relu # the rectifier', 'relu // the rectifier'],
  ['repeat 2 as i { relu }', 'repeat 2 { relu }'],
  ['if sqrt(4) > arccos(1) / pi { relu }', 'if sqrt(4) > acos(1) / pi { relu }'],
  ['first : relu\n  relu @freeze', 'first : relu\n  relu @freeze'],
];

describe('fixes', () => {
  it.each(statements)('%s', (wrong, right) => {
    expect(fixed(`block test() {\n  ${wrong}\n}\n`)).toBe(`block test() {\n  ${right}\n}\n`);
  });

  it.each([
    ['angle f(theta: rad) : cos(theta)', 'angle f(theta: rad) = cos(theta)'],
    ['angle f(theta: rad) = -log(theta / 1rad)', 'angle f(theta: rad) = -ln(theta / 1rad)'],
    [
      'block b(width: integer, on: boolean) { if on { conv(width, 3x3) } }',
      'block b(width: int, on: bool) { if on { conv(width, 3x3) } }',
    ],
    ['angle f(theta: rad) = 1 - theta^2 / pi^2', 'angle f(theta: rad) = 1 - (theta / pi)^2'],
    ['block b(k: int = 3x3) { conv(8, k) }', 'block b(k: kernel = 3x3) { conv(8, k) }'],
    ['block b(width int) { conv(width, 3x3) }', 'block b(width: int) { conv(width, 3x3) }'],
    ['block b() {\n  let unused = 3\n  relu\n}', 'block b() {\n  relu\n}'],
    ['block b() { let unused = 3 relu }', 'block b() { relu }'],
    ['import torch\nblock b() { relu }', 'block b() { relu }'],
    ['@angle(cos)\nblock b() { conv(8, 3x3) }', 'block b() @angle(cos) { conv(8, 3x3) }'],
    ['block b() {\n  stem: @freeze conv(8)\n}', 'block b() {\n  stem: conv(8) @freeze\n}'],
  ])('of declarations: %s', (wrong, right) => {
    expect(fixed(`${wrong}\n`)).toBe(`${right}\n`);
  });

  it.each([
    ['loss: softmax(of: a) + center(of: b, weight: 0.01)', 'loss: softmax(of: a) + 0.01 * center(of: b)'],
    ['data: cifar10(augment: [flip, crop(28, padding: 4)])', 'data: cifar10(augment: [flip, pad(4), crop(28)])'],
    ['data: cifar10(augment: crop(28, padding: 4))', 'data: cifar10(augment: crop(28, padding: 4))'],
    ['loss: 0.5 * center(of: b, weight: 0.01)', 'loss: 0.5 * center(of: b, weight: 0.01)'],
    ['on_nan: continue', 'on_nan: skip'],
    ['optimizer: adam(lr: 1)\n  profile p { adam.lr: 2 }', 'optimizer: adam(lr: 1)\n  profile p { optimizer.lr: 2 }'],
    ['profile p { stage[*]@freeze: true }', 'profile p { set stage[*] @freeze }'],
  ])('of experiments: %s', (wrong, right) => {
    expect(fixed(`experiment E {\n  ${wrong}\n}\n`)).toBe(`experiment E {\n  ${right}\n}\n`);
  });

  it('import from the file of the library that declares a name', () => {
    const uses = (imports: string, models: readonly string[]) =>
      imports + models.map((name) => `experiment Of${name} {\n  model: ${name}\n}\n`).join('');
    const alone = (file: string) => uses(`import { LeNet } from "angnet/${file}.ang"\n`, ['LeNet']);
    expect(fixed(alone('resnet'))).toBe(alone('lenet'));
    expect(fixed(uses('import { ResNet, VGG9 } from "angnet/resnet.ang"\n', ['ResNet', 'VGG9']))).toBe(
      uses('import { ResNet } from "angnet/resnet.ang"\nimport { VGG9 } from "angnet/vgg.ang"\n', ['ResNet', 'VGG9']),
    );
  });

  it('make empty braces of a label whose value enters them', () => {
    const net = (branch: string) => `block b() {\n  a: relu\n  add { ${branch} { bn } }\n}\n`;
    expect(fixed(net('{ a }'))).toBe(net('{ }'));
  });

  it('change nothing where what was meant is in doubt', () => {
    for (const text of [
      'block b() { Conv2d(16, 3) }\n',
      'block b(width: int, height: int) { conv(wight, 3x3) conv(width, 3x3) conv(height, 3x3) }\n',
      'block b() { angconv(8, 3x3) @angle(log(m: 30)) }\n',
      'block b(width: int) { relu }\n',
    ]) {
      expect(fixed(text)).toBe(text);
    }
  });

  it('leave out what overlaps with an earlier one, and what edits other files', () => {
    const fix = (start: number, end: number, file = 'a') => ({
      title: '',
      edits: [{ place: { file, span: { start, end } }, text: 'x' }],
    });
    const repairs: Repair[] = [fix(1, 3), fix(2, 4), fix(5, 6, 'b'), fix(6, 7)].map((each) => ({
      diagnostic: {} as Diagnostic,
      fix: each,
    }));
    const { text, applied } = applyRepairs('a', '.........', repairs);
    expect(text).toBe('.x...x..');
    expect(applied.map((repair) => repairs.indexOf(repair))).toEqual([0, 3]);
  });

  it("keep the file's line ends", () => {
    const text = 'block b() {\r\n  /* one\r\n   * two */\r\n  relu\r\n}\r\n';
    expect(fixed(text)).toBe('block b() {\r\n  // one\r\n// two\r\n\r\n  relu\r\n}\r\n');
  });
});

describe('a removal', () => {
  it.each([
    ['a\n  let x = 1\nb\n', 'a\nb\n'],
    ['a\r\n  let x = 1  \r\nb\r\n', 'a\r\nb\r\n'],
    ['a let x = 1 b\n', 'a b\n'],
    ['a\n  let x = 1 // why\n', 'a\n  // why\n'],
    ['let x = 1', ''],
  ])('of %j', (text, rest) => {
    const start = text.indexOf('let');
    const span = removalOf(text, { start, end: start + 'let x = 1'.length });
    expect(text.slice(0, span.start) + text.slice(span.end)).toBe(rest);
  });
});
