import type { Draw } from '../cases.js';
import type { Random } from '../random.js';

/** At least one ascending axis of a tensor. */
function axesOf(random: Random, rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis).filter(() => random.integer(0, 1) === 1);
  return axes.length > 0 ? axes : [random.integer(0, rank - 1)];
}

const reduction: Draw = (random, index) => {
  const shape = random.shape(1 + (index % 4));
  const attributes = { axes: axesOf(random, shape.length), keep: random.integer(0, 1) === 1 };
  return { attributes, inputs: [random.tensor(shape)] };
};

export const arrayCases: Readonly<Record<string, Draw>> = {
  constant: (random, index) => ({
    attributes: {
      value: index % 3,
      dtype: index % 3 < 2 ? random.pick(['f32', 'i32', 'bool']) : 'f32',
      shape: random.shape(index % 4),
    },
    inputs: [],
  }),
  sum: reduction,
  max_reduce: reduction,
  argmax(random, index) {
    const shape = random.shape(1 + (index % 4));
    const { type, data } = random.integers(shape, 0, 2);
    // Whole numbers, so that there are ties.
    return {
      attributes: { axis: random.integer(0, shape.length - 1) },
      inputs: [{ type: { ...type, dtype: 'f32' }, data }],
    };
  },
  broadcast(random, index) {
    const shape = random.shape(1 + (index % 4));
    const from = shape.map((size) => random.pick([1, size])).slice(random.integer(0, shape.length));
    return { attributes: { shape }, inputs: [random.tensor(from)] };
  },
  reshape(random, index) {
    const [a, b, c] = random.shape(3) as [number, number, number];
    const shape = [[a * b * c], [a * b, c], [a, 1, b * c], [c, b, a, 1]][index % 4]!;
    return { attributes: { shape }, inputs: [random.tensor([a, b, c])] };
  },
  transpose(random, index) {
    const rank = 1 + (index % 4);
    const permutation = Array.from({ length: rank }, (_, axis) => axis);
    permutation.sort(() => random.between(-1, 1));
    return { attributes: { permutation }, inputs: [random.tensor(random.shape(rank))] };
  },
  pad(random, index) {
    const shape = random.shape(1 + (index % 4));
    const counts = (): number[] => shape.map(() => random.integer(0, 2));
    return { attributes: { before: counts(), after: counts() }, inputs: [random.tensor(shape)] };
  },
  slice(random, index) {
    const shape = random.shape(1 + (index % 4), 5);
    const begin = shape.map((size) => random.integer(0, size - 1));
    const size = shape.map((length, axis) => random.integer(1, length - begin[axis]!));
    return { attributes: { begin, size }, inputs: [random.tensor(shape)] };
  },
  concat(random, index) {
    const shape = random.shape(1 + (index % 4));
    const axis = random.integer(0, shape.length - 1);
    const part = () => random.tensor(shape.map((size, i) => (i === axis ? random.integer(1, 3) : size)));
    return { attributes: { axis }, inputs: Array.from({ length: 2 + (index % 3) }, part) };
  },
  reverse(random, index) {
    const shape = random.shape(1 + (index % 4));
    return { attributes: { axes: axesOf(random, shape.length) }, inputs: [random.tensor(shape)] };
  },
  one_hot: (random, index) => ({
    attributes: { depth: random.integer(1, 5), dtype: random.pick(['f32', 'i32']) },
    inputs: [random.integers(random.shape(1 + (index % 2), 6), -1, 5)],
  }),
  matmul(random, index) {
    const [rows, inner, columns] = random.shape(3, 6) as [number, number, number];
    const attributes = { transpose_a: index % 2 === 1, transpose_b: index % 4 > 1 };
    const a = attributes.transpose_a ? [inner, rows] : [rows, inner];
    const b = attributes.transpose_b ? [columns, inner] : [inner, columns];
    return { attributes, inputs: [random.tensor(a), random.tensor(b)] };
  },
};
