import { batchNorm, softmax } from '../../../../compiler/primitives/index.js';
import type { NdArray } from '../../../../compiler/primitives/primitive.js';
import type { Draw } from '../cases.js';
import type { Random } from '../random.js';

const number = (value: number): NdArray => ({ type: { dtype: 'f32', shape: [] }, data: Float64Array.of(value) });

/** Of logits: small ones, and ones whose powers of e no float holds. */
const range = (index: number): number => (index % 2 === 0 ? 3 : 1000);

function batchNormInputs(random: Random, index: number): readonly [NdArray, NdArray, NdArray] {
  const channels = random.integer(1, 3);
  const shape = index % 2 === 0 ? [2, 3, random.integer(1, 3), channels] : [random.integer(2, 6), channels];
  return [random.tensor(shape), random.tensor([channels], 0.5, 2), random.tensor([channels])];
}

export const layerCases: Readonly<Record<string, Draw>> = {
  softmax: (random, index) => ({
    attributes: {},
    inputs: [random.tensor(random.shape(1 + (index % 3), 5), -range(index), range(index))],
  }),
  softmax_cross_entropy(random, index) {
    const shape = [random.integer(1, 5), random.integer(1, 6)];
    const logits = random.tensor(shape, -range(index), range(index));
    const [targets] = softmax.evaluate([random.tensor(shape)], {}, [logits.type]);
    return { attributes: {}, inputs: [logits, targets!] };
  },
  batch_norm: (random, index) => ({
    attributes: { epsilon: random.pick([1e-3, 0.1]) },
    inputs: batchNormInputs(random, index),
  }),
  batch_norm_gradient(random, index) {
    const [x, gamma, beta] = batchNormInputs(random, index);
    const attributes = { epsilon: random.pick([1e-3, 0.1]) };
    const types = batchNorm.resultTypes([x.type, gamma.type, beta.type], attributes);
    const saved = batchNorm.evaluate([x, gamma, beta], attributes, types).slice(3);
    return { attributes, inputs: [random.tensor(x.type.shape), x, gamma, ...saved] };
  },
  adam_update(random, index) {
    const shape = random.shape(index % 4);
    const [weight, gradient, m] = [random.tensor(shape), random.tensor(shape), random.tensor(shape)];
    const inputs = [weight, gradient, m, random.tensor(shape, 0, 2), number(0.01), number(random.integer(1, 2000))];
    return { attributes: { beta1: 0.9, beta2: 0.999, epsilon: random.pick([1e-8, 1e-2]) }, inputs };
  },
  momentum_update(random, index) {
    const shape = random.shape(index % 4);
    const inputs = [random.tensor(shape), random.tensor(shape), random.tensor(shape), number(0.1)];
    return { attributes: { momentum: 0.9, nesterov: index % 2 === 1 }, inputs };
  },
};
