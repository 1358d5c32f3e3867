import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../compiler/graph/graph.js';
import type { Shape } from '../../../compiler/graph/types.js';
import {
  adamUpdate,
  avgPool,
  avgPoolGradient,
  batchNorm,
  batchNormGradient,
  conv,
  convFilterGradient,
  convInputGradient,
  maxPool,
  maxPoolGradient,
  momentumUpdate,
  softmaxCrossEntropy,
} from '../../../compiler/primitives/index.js';
import type { NdArray, Primitive } from '../../../compiler/primitives/primitive.js';
import { expectClose } from './close.js';

interface Tensor {
  readonly shape: Shape;
  readonly data: readonly number[];
}
type Tensors<Names extends string> = Readonly<Record<Names, Tensor>>;
interface Training {
  readonly weight: Tensor;
  readonly steps: readonly Tensors<string>[];
}

interface Goldens {
  readonly conv: readonly (Tensors<'x' | 'w' | 'dy' | 'y' | 'dx' | 'dw'> & { attributes: Attributes })[];
  readonly max_pool: readonly (Tensors<'x' | 'dy' | 'y' | 'dx'> & { attributes: Attributes })[];
  readonly avg_pool: readonly (Tensors<'x' | 'dy' | 'y' | 'dx'> & { attributes: Attributes })[];
  readonly batch_norm: Tensors<'x' | 'gamma' | 'beta' | 'dy' | 'y' | 'mean' | 'variance' | 'dx' | 'dgamma' | 'dbeta'>;
  readonly cross_entropy: Tensors<'logits' | 'targets' | 'loss' | 'dlogits'>;
  readonly adam: Training;
  readonly momentum: Training;
  readonly nesterov: Training;
}

const goldens = JSON.parse(readFileSync(new URL('./golden/pytorch.json', import.meta.url), 'utf8')) as Goldens;

const number = (value: number): Tensor => ({ shape: [], data: [value] });

function evaluate(primitive: Primitive, inputs: readonly Tensor[], attributes: Attributes = {}): readonly NdArray[] {
  const arrays = inputs.map(({ shape, data }) => ({
    type: { dtype: 'f32', shape } as const,
    data: Float64Array.from(data),
  }));
  const types = primitive.resultTypes(
    arrays.map((array) => array.type),
    attributes,
  );
  return primitive.evaluate(arrays, attributes, types);
}

/** Expects results to agree with tensors as far as these are written out. */
function expectResults(results: readonly NdArray[], expected: readonly Tensor[]): void {
  expected.forEach(({ shape, data }, index) => {
    expect(results[index]!.type.shape).toEqual(shape);
    expectClose(results[index]!.data, data, 1e-11, `result ${index}`);
  });
}

function toTensor({ type, data }: NdArray): Tensor {
  return { shape: type.shape, data: [...data] };
}

describe('in float64 the same as PyTorch:', () => {
  it.each(goldens.conv)('convolution with $attributes', ({ attributes, x, w, dy, y, dx, dw }) => {
    expectResults(evaluate(conv, [x, w], attributes), [y]);
    expectResults(evaluate(convInputGradient, [dy, w], { ...attributes, shape: x.shape }), [dx]);
    expectResults(evaluate(convFilterGradient, [x, dy], { ...attributes, shape: w.shape }), [dw]);
  });

  it.each(goldens.max_pool)('max pool with $attributes, ties included', ({ attributes, x, dy, y, dx }) => {
    expectResults(evaluate(maxPool, [x], attributes), [y]);
    expectResults(evaluate(maxPoolGradient, [x, y, dy], attributes), [dx]);
  });

  it.each(goldens.avg_pool)('average pool with $attributes', ({ attributes, x, dy, y, dx }) => {
    expectResults(evaluate(avgPool, [x], attributes), [y]);
    expectResults(evaluate(avgPoolGradient, [dy], { ...attributes, shape: x.shape }), [dx]);
  });

  it('batch norm', () => {
    const { x, gamma, beta, dy, y, mean, variance, dx, dgamma, dbeta } = goldens.batch_norm;
    const results = evaluate(batchNorm, [x, gamma, beta], { epsilon: 1e-3 });
    expectResults(results, [y, mean, variance]);
    const saved = results.slice(3).map(toTensor);
    expectResults(evaluate(batchNormGradient, [dy, x, gamma, ...saved], { epsilon: 1e-3 }), [dx, dgamma, dbeta]);
  });

  it('cross entropy, of huge logits too', () => {
    const { logits, targets, loss, dlogits } = goldens.cross_entropy;
    expectResults(evaluate(softmaxCrossEntropy, [logits, targets]), [loss, dlogits]);
  });

  it('five steps of Adam', () => {
    const attributes = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    let state = [goldens.adam.weight, zerosLike(goldens.adam.weight), zerosLike(goldens.adam.weight)];
    goldens.adam.steps.forEach(({ gradient, weight, exp_avg, exp_avg_sq }, index) => {
      const [before, ...moments] = state;
      const operands = [before!, gradient!, ...moments, number(0.01), number(index + 1)];
      const results = evaluate(adamUpdate, operands, attributes);
      expectResults(results, [weight!, exp_avg!, exp_avg_sq!]);
      state = results.map(toTensor);
    });
  });

  it.each(['momentum', 'nesterov'] as const)('five steps of gradient descent: %s', (kind) => {
    const attributes = { momentum: 0.9, nesterov: kind === 'nesterov' };
    let state = [goldens[kind].weight, zerosLike(goldens[kind].weight)];
    for (const { gradient, weight, momentum_buffer } of goldens[kind].steps) {
      const results = evaluate(momentumUpdate, [state[0]!, gradient!, state[1]!, number(0.1)], attributes);
      expectResults(results, [weight!, momentum_buffer!]);
      state = results.map(toTensor);
    }
  });
});

function zerosLike({ shape, data }: Tensor): Tensor {
  return { shape, data: data.map(() => 0) };
}
