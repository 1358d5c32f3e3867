import type { Shape } from '../../../../compiler/graph/types.js';
import { avgPool, conv, maxPool } from '../../../../compiler/primitives/index.js';
import type { Application, Draw } from '../cases.js';
import type { Random } from '../random.js';

type Pair = readonly [number, number];
type Sides = readonly [number, number, number, number];

interface Convolution {
  readonly image: Shape;
  readonly filter: Shape;
  readonly result: Shape;
  readonly attributes: { readonly strides: Pair; readonly dilations: Pair; readonly padding: Sides };
}

const pair = (random: Random, largest: number): Pair => [random.integer(1, largest), random.integer(1, largest)];

/** Of a filter or window, along an axis. */
const mostTaps = ({ largest }: Random): number => Math.min(5, largest - 1);

/** TensorFlow's SAME, written down a second time. */
function same(input: number, taps: number, stride: number, dilation: number): Pair {
  const needed = Math.max(0, (Math.ceil(input / stride) - 1) * stride + (taps - 1) * dilation + 1 - input);
  return [Math.floor(needed / 2), needed - Math.floor(needed / 2)];
}

/** No padding, TensorFlow's SAME, and any other in turn; filters of 1x1 among them; odd and even sizes. */
function drawPadding(random: Random, index: number, sides: readonly [Pair, Pair], limit: Pair): Sides {
  if (index % 3 === 0) return [0, 0, 0, 0];
  if (index % 3 === 1) return [...sides[0], ...sides[1]];
  const side = (most: number): number => random.integer(0, most);
  return [side(limit[0]), side(limit[0]), side(limit[1]), side(limit[1])];
}

function convolution(random: Random, index: number): Convolution {
  const { largest } = random;
  const [images, channels, filters] = random.shape(3, largest - 1) as [number, number, number];
  const most = mostTaps(random);
  // Dilated filters fit without padding.
  const least = 2 * most - 1;
  const [height, width] = [random.integer(least, largest + 3), random.integer(least, largest + 4)];
  const taps = index % 8 === 4 ? ([1, 1] as const) : pair(random, most);
  const strides = pair(random, 3);
  const dilations = index % 4 < 2 ? ([1, 1] as const) : pair(random, 2);
  const sides = [0, 1].map((axis) => same([height, width][axis]!, taps[axis]!, strides[axis]!, dilations[axis]!));
  const attributes = { strides, dilations, padding: drawPadding(random, index, sides as [Pair, Pair], [3, 3]) };
  const [image, filter] = [
    [images, height, width, channels],
    [...taps, channels, filters],
  ] as const;
  const [result] = conv.resultTypes([f32(image), f32(filter)], attributes);
  return { image, filter, result: result!.shape, attributes };
}

const unpadded = { dilations: [1, 1], padding: [0, 0, 0, 0] } as const;

/** Single-channel images with room for one window in each row, which the stride right then doesn't matter for. */
function oneWindowARow(random: Random): Convolution {
  const taps = [random.integer(1, 2), random.integer(2, 3)] as const;
  const image = [random.integer(2, 3), random.integer(3, 6), taps[1] + random.integer(0, 1), 1] as const;
  const filter = [...taps, 1, random.integer(1, 3)] as const;
  const attributes = { strides: [1, 3] as const, ...unpadded };
  const [result] = conv.resultTypes([f32(image), f32(filter)], attributes);
  return { image, filter, result: result!.shape, attributes };
}

/** A filter of one pixel with strides that differ. */
function pixelFilter(random: Random): Convolution {
  const [images, channels, filters] = random.shape(3, 3) as [number, number, number];
  const image = [images, random.integer(4, 6), random.integer(4, 6), channels] as const;
  const filter = [1, 1, channels, filters] as const;
  const attributes = {
    strides: random.pick([
      [1, 2],
      [2, 1],
    ] as const),
    ...unpadded,
  };
  const [result] = conv.resultTypes([f32(image), f32(filter)], attributes);
  return { image, filter, result: result!.shape, attributes };
}

function pool(random: Random, index: number) {
  const { largest } = random;
  const most = mostTaps(random);
  const image = [
    random.integer(1, largest - 2),
    random.integer(most + 1, largest + 3),
    random.integer(most + 1, largest + 2),
    random.integer(1, largest - 1),
  ] as const;
  const window = index % 8 === 6 ? ([1, 1] as const) : pair(random, most);
  const strides = pair(random, 3);
  const sides = [0, 1].map((axis) => same(image[axis + 1]!, window[axis]!, strides[axis]!, 1)) as [Pair, Pair];
  const padding = drawPadding(random, index, sides, [window[0] - 1, window[1] - 1]);
  return { image, attributes: { window, strides, padding } };
}

const f32 = (shape: Shape) => ({ dtype: 'f32', shape }) as const;

export const windowCases: Readonly<Record<string, Draw>> = {
  conv(random, index) {
    const { image, filter, attributes } = (index % 8 === 7 ? oneWindowARow : convolution)(random, index);
    return { attributes, inputs: [random.tensor(image), random.tensor(filter)] };
  },
  conv_input_gradient(random, index) {
    const { image, filter, result, attributes } = convolution(random, index);
    return { attributes: { ...attributes, shape: image }, inputs: [random.tensor(result), random.tensor(filter)] };
  },
  conv_filter_gradient(random, index) {
    const { image, filter, result, attributes } = (index % 8 === 7 ? pixelFilter : convolution)(random, index);
    return { attributes: { ...attributes, shape: filter }, inputs: [random.tensor(image), random.tensor(result)] };
  },
  max_pool(random, index) {
    const { image, attributes } = pool(random, index);
    return { attributes, inputs: [random.tensor(image)] };
  },
  max_pool_gradient(random, index): Application {
    const { image, attributes } = pool(random, index);
    // Whole numbers in every second case, so that there are ties.
    const x = index % 2 === 0 ? random.tensor(image) : { ...random.integers(image, -1, 1), type: f32(image) };
    const types = maxPool.resultTypes([x.type], attributes);
    const [y] = maxPool.evaluate([x], attributes, types);
    return { attributes, inputs: [x, y!, random.tensor(y!.type.shape)] };
  },
  avg_pool(random, index) {
    const { image, attributes } = pool(random, index);
    return { attributes, inputs: [random.tensor(image)] };
  },
  avg_pool_gradient(random, index) {
    const { image, attributes } = pool(random, index);
    const [y] = avgPool.resultTypes([f32(image)], attributes);
    return { attributes: { ...attributes, shape: image }, inputs: [random.tensor(y!.shape)] };
  },
};
