import { describe, expect, it } from 'vitest';
import { checkText, modelText, networkOf } from '../../support/spec.js';

const image = [9, 8, 3];

const SHAPES: readonly [line: string, input: readonly number[], output: readonly number[]][] = [
  ['conv(5, 3x3)', image, [9, 8, 5]],
  ['conv(5, 3x2, padding: valid)', image, [7, 7, 5]],
  ['conv(5, 3x3, stride: 2)', image, [5, 4, 5]],
  ['conv(5, 3x3, stride: 2, padding: valid)', image, [4, 3, 5]],
  ['conv(5, 2x2, stride: 2, padding: same_torch)', image, [5, 5, 5]],
  ['conv(5, [1, 4], stride: [3, 1])', image, [3, 8, 5]],
  ['conv(5, 3)', image, [9, 8, 5]],
  ['angconv(4, 3x3, stride: 2, padding: same_torch)', image, [5, 4, 4]],
  ['maxpool(2x2)', image, [4, 4, 3]],
  ['maxpool(3x3, stride: 2, padding: same)', image, [5, 4, 3]],
  ['avgpool(9x8)', image, [1, 1, 3]],
  ['avgpool(2, stride: 1, padding: same)', image, [9, 8, 3]],
  ['avgpool(global)', image, [3]],
  ['flatten', image, [216]],
  ['flatten', [7], [7]],
  ['flatten', [4, 5], [20]],
  ['fc(10)', [7], [10]],
  ['angfc(10)', [7], [10]],
  ['bn', image, image],
  ['bn', [7], [7]],
  ['relu', [4, 5], [4, 5]],
  ['prelu', image, image],
  ['dropout(20%)', [7], [7]],
  ['add { { relu } { } }', image, image],
  ['multiply { { relu } { } { bn } }', [7], [7]],
  ['concat { { conv(2, 1x1) } { } }', image, [9, 8, 5]],
  ['concat { { fc(2) } { fc(3) } }', [7], [5]],
];

describe('the shape that a layer gives', () => {
  it.each(SHAPES)('%s on %j is %j', (line, input, output) => {
    expect(networkOf(modelText(input, line)).output.shape).toEqual(output);
  });
});

/** Lines whose last layer can't stand there, the layer before it, and the shapes that the message must name. */
const MISMATCHES: readonly [line: string, input: readonly number[], names: readonly string[]][] = [
  ['relu fc(10)', image, ['`relu`', '`fc`', '[N, 9, 8, 3]', '[N, features]']],
  ['relu angfc(10)', image, ['`relu`', '`angfc`', '[N, 9, 8, 3]', '[N, features]']],
  ['flatten conv(2, 3x3)', image, ['`flatten`', '`conv`', '[N, 216]', '[N, height, width, channels]']],
  ['flatten angconv(2, 3x3)', image, ['`flatten`', '`angconv`', '[N, 216]', '[N, height, width, channels]']],
  ['flatten maxpool(2)', image, ['`flatten`', '`maxpool`', '[N, 216]', '[N, height, width, channels]']],
  ['flatten avgpool(global)', image, ['`flatten`', '`avgpool`', '[N, 216]', '[N, height, width, channels]']],
  ['relu conv(2, 10x3, padding: valid)', image, ['`relu`', '`conv`', '[N, 9, 8, 3]', '10x3', '9x8']],
  ['relu maxpool(2x9)', image, ['`relu`', '`maxpool`', '[N, 9, 8, 3]', '2x9', '9x8']],
  ['add { { conv(2, 1x1) } { bn } }', image, ['`conv`', '`bn`', '`add`', '[N, 9, 8, 2]', '[N, 9, 8, 3]']],
  ['multiply { { maxpool(2) } { } }', image, ['`maxpool`', '`input`', '[N, 4, 4, 3]', '[N, 9, 8, 3]']],
  ['concat { { conv(2, 1x1, stride: 2) } { bn } }', image, ['`conv`', '`bn`', '[N, 5, 4, 2]', '[N, 9, 8, 3]']],
  ['concat { { flatten } { } }', image, ['`flatten`', '`input`', '[N, 216]', '[N, 9, 8, 3]']],
];

describe('a layer that can not stand where it stands', () => {
  it.each(MISMATCHES)('%s on %j: both layers and both shapes are named', (line, input, names) => {
    const { diagnostics } = checkText(modelText(input, line));
    expect(diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch']);
    const [{ message, related }] = diagnostics as [(typeof diagnostics)[0]];
    const said = [message, ...related.map((one) => one.message)].join('\n');
    for (const name of names) expect(said).toContain(name);
  });

  it('does not hide mistakes further down', () => {
    const { diagnostics } = checkText(modelText(image, 'fc(10) conv(3, 1x1)'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch', 'shape-mismatch']);
  });
});
