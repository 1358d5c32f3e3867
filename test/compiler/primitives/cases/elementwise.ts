import type { Draw } from '../cases.js';

/** An f32 tensor of any rank with elements in [low, high). */
const unary =
  (low: number, high: number): Draw =>
  (random, index) => ({ attributes: {}, inputs: [random.tensor(random.shape(index % 5), low, high)] });

/** Two f32 tensors that broadcast. */
const binary =
  (low: number, high: number): Draw =>
  (random, index) => {
    const [a, b] = random.broadcasting(1 + (index % 4));
    return { attributes: {}, inputs: [random.tensor(a, low, high), random.tensor(b, low, high)] };
  };

/** Two tensors of small whole numbers, so that many elements are equal; i32 and f32 in turn. */
const comparison: Draw = (random, index) => {
  const [a, b] = random.broadcasting(1 + (index % 4));
  const inputs = [random.integers(a, -2, 2), random.integers(b, -2, 2)];
  const numbers = ({ type, data }: (typeof inputs)[0]) => ({ type: { ...type, dtype: 'f32' } as const, data });
  return { attributes: {}, inputs: index % 2 === 0 ? inputs : inputs.map(numbers) };
};

const logical: Draw = (random, index) => {
  const [a, b] = random.broadcasting(1 + (index % 4));
  return { attributes: {}, inputs: [random.condition(a), random.condition(b)] };
};

export const elementwiseCases: Readonly<Record<string, Draw>> = {
  neg: unary(-2, 2),
  abs: unary(-2, 2),
  sign: unary(-2, 2),
  exp: unary(-2, 2),
  expm1: unary(-1, 1),
  ln: unary(0.1, 3),
  ln1p: unary(-0.9, 2),
  sqrt: unary(0.1, 3),
  rsqrt: unary(0.1, 3),
  square: unary(-2, 2),
  stop_gradient: unary(-2, 2),
  reciprocal: unary(0.2, 3),
  sin: unary(-4, 4),
  cos: unary(-4, 4),
  tan: unary(-1.3, 1.3),
  acos: unary(-0.95, 0.95),
  asin: unary(-0.95, 0.95),
  atan: unary(-4, 4),
  tanh: unary(-2, 2),
  sigmoid: unary(-4, 4),
  floor: unary(-3, 3),
  relu: unary(-2, 2),
  not: (random, index) => ({ attributes: {}, inputs: [random.condition(random.shape(index % 5))] }),
  add: binary(-2, 2),
  sub: binary(-2, 2),
  mul: binary(-2, 2),
  div: binary(0.3, 2),
  pow: binary(0.2, 2),
  min: binary(-2, 2),
  max: binary(-2, 2),
  less: comparison,
  less_equal: comparison,
  greater: comparison,
  greater_equal: comparison,
  equal: comparison,
  not_equal: comparison,
  and: logical,
  or: logical,
  select(random, index) {
    const [a, b] = random.broadcasting(1 + (index % 4));
    const condition = random.condition(random.pick([a, b, [], a.map(() => 1)]));
    return { attributes: {}, inputs: [condition, random.tensor(a), random.tensor(b)] };
  },
  clip: (random, index) => ({
    attributes: { min: random.between(-1.5, -0.5), max: random.between(0.5, 1.5) },
    inputs: [random.tensor(random.shape(1 + (index % 4)))],
  }),
  cast(random, index) {
    const shape = random.shape(1 + (index % 3));
    const source = random.pick([random.tensor(shape), random.integers(shape, -1, 1), random.condition(shape)]);
    const others = (['f32', 'i32', 'bool'] as const).filter((dtype) => dtype !== source.type.dtype);
    return { attributes: { to: random.pick(others) }, inputs: [source] };
  },
};
