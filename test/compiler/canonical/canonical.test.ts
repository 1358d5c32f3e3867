import { describe, expect, it } from 'vitest';
import { canonicalText, hashText } from '../../../compiler/canonical/index.js';
import { experimentOf } from '../../support/spec.js';

const base = `block pair(width: int) {
  conv(width, 3x3)
  relu
}

model Net(width: int = 4) @angle(near(m: 0.3rad)) {
  image: input([6, 6, 1])
  pair(width)
  angconv(width, 3x3)
  head: avgpool(global)
  classifier: angfc(3) @scale(5)
}

angle near(theta: rad; m: rad = 0rad) = -ln((theta + m) / 1rad)

experiment E {
  model: Net
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 3, normalize: x / 255)
  loss: softmax(of: classifier)
  regularize: [l2(1e-4, on: angconv)]
  optimizer: adam(lr: 0.001)
  schedule: steps(at: [50%], factor: 0.1)
  batch: 4
  steps: 10
}
`;

const canonical = (text: string) => canonicalText(experimentOf(text));
/** The base text with each occurrence of one thing replaced by another. */
function changed(from: string, to: string): string {
  if (!base.includes(from)) throw new Error(`the text has no ${from}`);
  return base.replaceAll(from, to);
}

describe('a canonical text', () => {
  it('shows everything, with all defaults', () => {
    expect(canonical(base)).toMatchInlineSnapshot(`
      "model
        %0 = input(shape: [6, 6, 1]) labelled image -> [N, 6, 6, 1]
        %1 = conv(filters: 4, kernel: 3x3, stride: 1x1, padding: same, bias: false) @init(he()) of %0 at 0.0 -> [N, 6, 6, 4]
        %2 = relu() of %1 -> [N, 6, 6, 4]
        %3 = angconv(filters: 4, kernel: 3x3, stride: 1x1, padding: same) @angle(-ln((theta + 0.3rad) / 1rad)) @magnitude(1) @norm(eps: 0.0001, clip: 0.000001) @grad(exact) @init(he()) of %2 at 1 -> [N, 6, 6, 4]
        %4 = avgpool(window: global, padding: valid) of %3 labelled head -> [N, 4]
        %5 = angfc(units: 3) @angle(-ln((theta + 0.3rad) / 1rad)) @magnitude(1) @norm(eps: 0.0001, clip: 0.000001) @scale(5) @grad(exact) @init(he()) of %4 at classifier labelled classifier -> [N, 3]
        output %5
      data
        arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 3, augment: [], normalize: x / 255, validation: none)
      loss
        1 * softmax(smoothing: 0, floor: 0) of %5
      regularize
        l2(strength: 0.0001) on %3
      optimizer
        adam(lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
      schedule
        steps(at: [50%], factor: 0.1)
      batch
        4
      length
        10 steps
      on_nan
        stop
      conventions
        conventions 2
        initial weights: filters normal with the variance that @init says; biases 0, PReLU slopes 0.25, gamma 1, beta 0
        random numbers: Threefry-2x32 of 20 rounds, one stream for each seed, purpose and path
        order: a new permutation each epoch, epochs joined end to end so that every batch is full
        augmentation: example n since the first step takes the n-th random words of a stream for each augmentation
        validation: the last of all training examples in an order that depends on their number alone
        batch norm: biased variance, also in the running one; evaluation corrects the bias of running averages
        mean norms of magnitude functions: of the batch; evaluation takes a running average of decay 0.999, bias-corrected
        centres of classes: start at the origin, and move after the loss has seen them
        adam: epsilon added to the corrected root (PyTorch's placement)
      "
    `);
  });

  it.each([
    ['comments', '  relu', '  // a comment\n  relu // another'],
    ['line breaks', 'conv(width, 3x3)', 'conv(\n    width,\n    3x3\n  )'],
    ['the name of a block', 'pair', 'couple'],
    ['the name of a model', 'Net', 'Network'],
    ['the name of a parameter', 'width', 'channels'],
    ['the name of an angle function', 'near', 'close'],
    ['the name of its variable', 'theta', 'phi'],
    ['the name of the experiment', 'experiment E', 'experiment F'],
    ['an argument that is the default', 'adam(lr: 0.001)', 'adam(lr: 0.001, beta1: 0.9)'],
    ['the spelling of a number', '0.3rad', '0.30rad'],
    ['the names of arguments', 'angconv(width, 3x3)', 'angconv(kernel: [3, 3], filters: width)'],
    ['parentheses', 'x / 255', '(x) / (255)'],
    ['augmentation that is none', 'classes: 3', 'classes: 3, augment: []'],
  ])('leaves out %s', (_, from, to) => {
    expect(canonical(changed(from, to))).toBe(canonical(base));
  });

  it.each([
    ['a size', 'width: int = 4', 'width: int = 5'],
    ['a stride', 'angconv(width, 3x3)', 'angconv(width, 3x3, stride: 2)'],
    ['the kind of a layer', 'angfc(3)', 'fc(3)'],
    ['what an angle function computes', '-ln(', '1 - ln('],
    ['a parameter of it', 'm: 0.3rad', 'm: 0.31rad'],
    ['the function in force', '@angle(near(m: 0.3rad))', '@angle(cos)'],
    ['the scale', '@scale(5)', '@scale(6)'],
    ['the norms', '@scale(5)', '@scale(5) @norm(eps: 1e-3)'],
    ['whether weights are trained', '@scale(5)', '@scale(5) @freeze'],
    ['a label, which names weights', 'classifier', 'classes'],
    ['a public name', 'head', 'tail'],
    ['the data', 'classes: 3, normalize: x / 255', 'classes: 3, normalize: x / 256'],
    ['augmentation', 'classes: 3', 'classes: 3, augment: [flip]'],
    ['examples held out', 'classes: 3', 'classes: 3, validation: 5'],
    ['the files of the data', '"x.npy"', '"z.npy"'],
    ['the loss', 'of: classifier', 'of: classifier, smoothing: 0.1'],
    ['its factor', 'softmax(', '2 * softmax('],
    ['a penalty', '1e-4', '2e-4'],
    ['what it is on', 'on: angconv', 'on: conv'],
    ['the optimizer', 'adam(lr: 0.001)', 'sgd(lr: 0.001)'],
    ['the schedule', '[50%]', '[51%]'],
    ['the batch', 'batch: 4', 'batch: 8'],
    ['the length', 'steps: 10', 'steps: 11'],
    ['the kind of length', 'steps: 10', 'epochs: 10'],
  ])('tells %s', (_, from, to) => {
    expect(canonical(changed(from, to))).not.toBe(canonical(base));
  });
});

it('augmentations stand there with all their arguments, in order', () => {
  const text = canonical(
    changed('classes: 3', 'classes: 3, augment: [pad(2, symmetric), flip, crop([6, 6])], validation: 5'),
  );
  expect(text).toContain(
    'augment: [pad(size: 2, mode: symmetric), flip(probability: 0.5), crop(size: 6x6)], normalize: x / 255, validation: 5)',
  );
});

it('a hash is the SHA-256 of the text in UTF-8', () => {
  // The first test vector of FIPS 180-4.
  expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
