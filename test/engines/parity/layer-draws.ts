import { standardLibrary } from '../../../compiler/std/library.js';
import type { Random } from '../../compiler/primitives/random.js';

/** A line of a model, and the shape of what enters it. */
export interface LayerDraw {
  readonly line: string;
  readonly shape: readonly number[];
}

/** Draws a layer; `index` counts up, so that rare situations come in turn. */
type Draw = (random: Random, index: number) => LayerDraw;

const ANGLES = [...standardLibrary.angles.keys()];
const MAGNITUDES = [...standardLibrary.magnitudes.keys()];

/** Elements of a patch below which it is often nearly parallel to a filter, or always, where it has one element. */
const FEW = 6;

const image = (random: Random): readonly [number, number, number] => [
  random.integer(3, 9),
  random.integer(3, 10),
  random.integer(1, 5),
];

const vector = (random: Random): readonly [number] => [random.integer(1, 12)];

const either = (random: Random): readonly number[] => random.pick([image, vector])(random);

/** `[2, 3], stride: [1, 2], padding: same`; the window fits into images of 3x3 without padding. */
function window(random: Random, strides: readonly string[]): { readonly text: string; readonly taps: number } {
  const [height, width] = [random.integer(1, 3), random.integer(1, 3)];
  const stride = random.pick(['', ...strides].map((one) => (one === '' ? '' : `, stride: ${one}`)));
  const padding = random.pick(['valid', 'same', 'same_torch']);
  return { text: `[${height}, ${width}]${stride}, padding: ${padding}`, taps: height * width };
}

const STRIDES = ['1', '2', '3', '[2, 1]', '[1, 3]'];

function convolution(random: Random): { readonly text: string; readonly taps: number } {
  const { text, taps } = window(random, STRIDES);
  return { text: `${random.integer(1, 6)}, ${text}`, taps };
}

function angular(random: Random, index: number, elements: number): string {
  const annotations = [
    `@angle(${ANGLES[index % ANGLES.length]})`,
    random.pick(['', `@magnitude(${random.pick(MAGNITUDES)})`]),
    random.pick(['', '', '@grad(detached)']),
    // Where the angle may be 0, rounding of the cosine would be all that is left of its slope.
    elements < FEW ? '@norm(eps: 0.1, clip: 0.01)' : random.pick(['', '@norm(eps: 0.01)']),
  ];
  return annotations.filter((one) => one !== '').join(' ');
}

const weightNorm = (random: Random): string => random.pick(['', '', ' @weight_norm']);

const pool =
  (name: string): Draw =>
  (random) => {
    const { text } = window(random, STRIDES);
    // PyTorch's padding of a window of one pixel or an even one would leave windows without pixels.
    return { line: `${name}(${text.replace('same_torch', 'same')})`, shape: image(random) };
  };

const elementwiseJoin =
  (name: string): Draw =>
  (random) => {
    const shape = image(random);
    const branch = (): string => random.pick(['', 'relu', `conv(${shape[2]}, 1x1)`, `conv(${shape[2]}, 3x3) bn`]);
    const branches = Array.from({ length: random.integer(2, 4) }, () => `{ ${branch()} }`);
    return { line: `${name} { ${branches.join(' ')} }`, shape };
  };

export const layerDraws: Readonly<Record<string, Draw>> = {
  input: (random) => ({ line: '', shape: either(random) }),
  conv(random) {
    const bias = random.pick(['', ', bias: true']);
    return { line: `conv(${convolution(random).text}${bias})${weightNorm(random)}`, shape: image(random) };
  },
  angconv(random, index) {
    const shape = image(random);
    const { text, taps } = convolution(random);
    return { line: `angconv(${text}) ${angular(random, index, taps * shape[2])}`, shape };
  },
  fc(random) {
    const scale = random.pick(['', ' @scale(7)', ' @scale(3, learn: true)']);
    const bias = random.pick(['', ', bias: true']);
    return { line: `fc(${random.integer(1, 9)}${bias})${scale}${weightNorm(random)}`, shape: vector(random) };
  },
  angfc(random, index) {
    const shape = vector(random);
    return { line: `angfc(${random.integer(1, 9)}) ${angular(random, index, shape[0])}`, shape };
  },
  bn(random) {
    const line = random.pick(['bn', 'bn(eps: 0.1)', 'bn(decay: 0.5)']);
    // The variance of one pixel or of one vector is 0, which amplifies rounding.
    return { line, shape: image(random) };
  },
  layernorm: (random) => ({ line: random.pick(['layernorm', 'layernorm(eps: 0.1)']), shape: image(random) }),
  relu: (random) => ({ line: 'relu', shape: either(random) }),
  prelu: (random) => ({ line: random.pick(['prelu', 'prelu(shared: true)']), shape: either(random) }),
  maxpool: pool('maxpool'),
  avgpool: (random, index) =>
    index % 3 === 0 ? { line: 'avgpool(global)', shape: image(random) } : pool('avgpool')(random, index),
  flatten: (random) => ({ line: 'flatten', shape: either(random) }),
  dropout: (random) => ({ line: `dropout(${random.integer(0, 9)}0%)`, shape: either(random) }),
  add: elementwiseJoin('add'),
  concat(random) {
    const shape = image(random);
    const branch = (): string => random.pick(['', 'relu', `conv(${random.integer(1, 3)}, 1x1)`]);
    const branches = Array.from({ length: random.integer(2, 4) }, () => `{ ${branch()} }`);
    return { line: `concat { ${branches.join(' ')} }`, shape };
  },
  multiply: elementwiseJoin('multiply'),
};
