import { describe, expect, it } from 'vitest';
import { examineText } from '../support/examine.js';

/** What is said about one statement of a block. */
function said(statement: string): string {
  const { diagnostics } = examineText(`block test() {\n  ${statement}\n}\n`);
  return diagnostics.map(({ message, hint }) => `${message} ${hint ?? ''}`).join('\n');
}

describe('what other libraries call things', () => {
  it.each([
    ['Dense(10)', 'fc(units)'],
    ['Linear(20, 10)', 'fc(units)'],
    ['Conv2d(20, 5x5)', 'conv(filters, 3x3)'],
    ['Conv2D(20, 5x5)', 'conv(filters, 3x3)'],
    ['BatchNorm2d(20)', '`bn`'],
    ['BatchNormalization', '`bn`'],
    ['MaxPool2d(2)', 'maxpool(2x2)'],
    ['MaxPooling2D(2)', 'maxpool(2x2)'],
    ['AvgPool2d(2)', 'avgpool(2x2)'],
    ['Dropout(0.5)', '`dropout`'],
    ['Flatten', '`flatten`'],
    ['ReLU', '`relu`'],
    ['PReLU', '`prelu`'],
    ['Softmax', 'loss: softmax(of: classifier)'],
    ['GlobalAveragePooling2D', 'avgpool(global)'],
    ['AdaptiveAvgPool2d(1)', 'avgpool(global)'],
    ['Sequential', 'one below the other'],
    ['conv(20, kernel_size: 5)', 'conv(20, 5x5)'],
    ['conv(out_channels: 20, kernel: 3x3)', 'comes first'],
    ['conv(20, 5x5, in_channels: 1)', 'leave it out'],
    ['conv(20, 5x5, strides: 2)', '`stride: 2`'],
    ['conv(20, 5x5, use_bias: true)', '`bias: true`'],
    ['conv(20, 5x5, activation: relu)', 'statement of its own'],
    ['conv(20, 5x5, padding: 1)', '`same_torch`'],
    ['fc(out_features: 3)', 'fc(500)'],
    ['dropout(p: 0.5)', 'dropout(50%)'],
    ['bn(momentum: 0.1)', '`decay: 0.9`'],
    ['angconv(8, 3x3) @magnitude(BallConv)', '`ball`'],
    ['angfc(10) @margin(arcface)', 'softmax(of: classifier, margin: arcface)'],
  ])('%s', (statement, answer) => {
    const text = said(statement);
    expect(text).toContain(answer);
    expect(text.split('\n')).toHaveLength(1);
  });

  it.each([
    ['optimizer: Adam(lr: 0.1)', '`adam`'],
    ['optimizer: SGD(lr: 0.1)', '`sgd`'],
    ['optimizer: AdamW(lr: 0.1)', '`adam(lr: 0.001)`'],
    ['optimizer: adam(learning_rate: 0.1)', '`lr: 0.001`'],
    ['optimizer: sgd(lr: 0.1, weight_decay: 5e-4)', 'regularize: [l2(5e-4)]'],
    ['optimizer: adam(lr: 0.1, momentum: 0.9)', '`beta1: 0.9`'],
    ['optimizer: adam(lr: 0.1, eps: 1e-8)', '`epsilon: 1e-8`'],
    ['loss: CrossEntropyLoss(of: x)', 'softmax(of: classifier)'],
    ['loss: SphereFace(of: x)', 'margin: a_softmax'],
    ['loss: softmax(of: x, margin: AMSoftmax)', '`cosface`'],
    ['batch_size: 128', '`batch: 128`'],
    ['learning_rate: 0.1', 'adam(lr: 0.001)'],
  ])('in an experiment: %s', (field, answer) => {
    const { rendered } = examineText(`experiment Test {\n  ${field}\n}\n`);
    expect(rendered).toContain(answer);
  });
});
