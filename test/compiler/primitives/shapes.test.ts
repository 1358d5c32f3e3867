import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Value } from '../../../compiler/graph/graph.js';
import { ShapeError, type DType, type Shape } from '../../../compiler/graph/types.js';

const b = new GraphBuilder();
const f = (...shape: number[]): Value => b.input('x', { dtype: 'f32', shape });
const i = (...shape: number[]): Value => b.input('i', { dtype: 'i32', shape });
const c = (...shape: number[]): Value => b.input('c', { dtype: 'bool', shape });
const slide = { strides: [1, 1], padding: [0, 0, 0, 0] } as const;
const filter = { ...slide, dilations: [1, 1] } as const;
const pool = { ...slide, window: [2, 2] } as const;

const wrong: Readonly<Record<string, readonly [() => unknown, string]>> = {
  'shapes that do not broadcast': [() => b.add(f(2, 3), f(2)), 'add(f32[2, 3], f32[2]): shapes [2, 3] and [2]'],
  'operands of two types': [() => b.mul(f(2), i(2)), 'operands have different types, f32 and i32'],
  'a function of integers': [() => b.exp(i(2)), 'takes f32, not i32'],
  'a quotient of integers': [() => b.div(i(2), i(2)), 'takes f32, not i32'],
  'logic of numbers': [() => b.and(f(2), f(2)), 'takes bool, not f32'],
  'a condition that is a number': [() => b.select(f(2), f(2), f(2)), 'takes bool, not f32'],
  'sides of two types': [() => b.select(c(2), f(2), i(2)), 'operands have different types'],
  'an empty interval': [() => b.clip(f(2), 1, 0), 'nothing between 1 and 0'],
  'an axis that is not there': [() => b.sum(f(2, 3), [2]), 'axes [2] are not ascending axes of a tensor of rank 2'],
  'axes out of order': [() => b.sum(f(2, 3), [1, 0]), 'not ascending'],
  'an axis twice': [() => b.maxReduce(f(2, 3), [1, 1]), 'not ascending'],
  'the greatest of nothing': [() => b.maxReduce(f(0, 3), [0]), 'no greatest of no elements'],
  'a broadcast to less': [() => b.broadcast(f(3), [2]), 'broadcast'],
  'a broadcast to a lower rank': [() => b.broadcast(f(1, 3), [3]), 'does not broadcast to [3]'],
  'another number of elements': [() => b.reshape(f(2, 3), [5]), '[2, 3] has not as many elements as [5]'],
  'a negative size': [() => b.reshape(f(2, 3), [-2, -3]), '[-2, -3] is not a shape'],
  'no permutation': [() => b.transpose(f(2, 3), [0, 0]), '[0, 0] is no permutation of 2 axes'],
  'padding of other axes': [() => b.pad(f(2, 3), [1], [1]), 'pads 1 of 2 axes'],
  'negative padding': [() => b.pad(f(2), [-1], [0]), '[-1, 0] is not a shape'],
  'a slice beyond the end': [() => b.slice(f(4), [2], [3]), '[3] from [2] on leaves [4]'],
  'a slice from beyond': [() => b.slice(f(4), [1], [4]), '[4] from [1] on leaves [4]'],
  'tensors that do not join': [() => b.concat([f(2, 3), f(2, 4)], 0), '[2, 4] does not join [2, 3] along axis 0'],
  'a row of no elements': [() => b.oneHot(i(2), 0), "a row can't have 0 elements"],
  'classes that are not integers': [() => b.oneHot(f(2), 3), 'takes i32, not f32'],
  'matrices that do not meet': [() => b.matmul(f(2, 3), f(2, 3)), "rows of 3 elements don't meet columns of 2"],
  'a matrix of rank 3': [() => b.matmul(f(2, 3, 1), f(3, 1)), 'the first matrix must have rank 2, not 3'],
  'a filter of other channels': [
    () => b.conv(f(1, 5, 5, 3), f(3, 3, 4, 2), filter),
    'conv(f32[1, 5, 5, 3], f32[3, 3, 4, 2]): the filter takes 4 channels, the images have 3',
  ],
  'a filter larger than the image': [
    () => b.conv(f(1, 4, 5, 3), f(3, 3, 3, 2), { ...filter, dilations: [2, 1] }),
    "a window of 5 doesn't fit into 4 pixels",
  ],
  'a stride of 0': [() => b.conv(f(1, 5, 5, 3), f(3, 3, 3, 2), { ...filter, strides: [0, 1] }), '0 is not a size'],
  'padding less than 0': [() => b.maxPool(f(1, 5, 5, 3), { ...pool, padding: [0, 0, -1, 0] }), '-1 is no padding'],
  'a window outside of the image': [
    () => b.maxPool(f(1, 5, 5, 3), { ...pool, padding: [2, 0, 0, 0] }),
    'a window of 2 may lie outside of the image',
  ],
  'a gradient of another shape': [
    () => b.convInputGradient(f(1, 4, 3, 2), f(3, 3, 3, 2), { ...filter, shape: [1, 5, 5, 3] }),
    'the gradient of the result must have shape [1, 3, 3, 2], not [1, 4, 3, 2]',
  ],
  'a gradient of another pool': [
    () => b.avgPoolGradient(f(1, 2, 2, 3), { ...pool, shape: [1, 5, 5, 3] }),
    'the gradient of the result must have shape [1, 4, 4, 3]',
  ],
  'targets of another shape': [
    () => b.softmaxCrossEntropy(f(2, 3), f(3)),
    'the targets must have shape [2, 3], not [3]',
  ],
  'gamma of other channels': [() => b.batchNorm(f(4, 3), f(4), f(3), 1e-3), 'the gamma must have shape [3], not [4]'],
  'a rate that is no scalar': [
    () =>
      b.momentumUpdate(
        { weight: f(2), gradient: f(2), velocity: f(2), learningRate: f(2) },
        { momentum: 0.9, nesterov: false },
      ),
    'the learning rate must have shape [], not [2]',
  ],
  'a fraction as an integer': [() => b.constant(0.5, [2], 'i32'), '0.5 is not an i32'],
};

it.each(Object.entries(wrong))('%s is a ShapeError', (_, [build, message]) => {
  expect(build).toThrow(ShapeError);
  expect(build).toThrow(message);
});

const right: Readonly<Record<string, readonly [() => Value, DType, Shape]>> = {
  'broadcast of both': [() => b.add(f(2, 1, 3), f(4, 1)), 'f32', [2, 4, 3]],
  'a number as an integer': [() => b.add(i(3), 1), 'i32', [3]],
  'a comparison': [() => b.less(i(3), i(2, 1)), 'bool', [2, 3]],
  'a sum over no axes': [() => b.sum(f(2, 3), []), 'f32', [2, 3]],
  'a mean that keeps axes': [() => b.mean(f(2, 3, 4), [0, 2], true), 'f32', [1, 3, 1]],
  'argmax of the first axis': [() => b.argmax(f(2, 3), 0), 'i32', [3]],
  'rows of classes': [() => b.oneHot(i(2, 3), 5), 'f32', [2, 3, 5]],
  'a stride that leaves pixels out': [
    () => b.conv(f(1, 8, 8, 3), f(3, 3, 3, 2), { ...filter, strides: [2, 3] }),
    'f32',
    [1, 3, 2, 2],
  ],
  'the product of transposed matrices': [
    () => b.matmul(f(3, 2), f(4, 3), { transposeA: true, transposeB: true }),
    'f32',
    [2, 4],
  ],
};

it.each(Object.entries(right))('%s has its type', (_, [build, dtype, shape]) => {
  expect(build().type).toEqual({ dtype, shape });
});

describe('the builder', () => {
  const x = f(2, 3);

  it('returns the operand where nothing would change', () => {
    const same = [
      b.reshape(x, [2, 3]),
      b.broadcast(x, [2, 3]),
      b.cast(x, 'f32'),
      b.transpose(x, [0, 1]),
      b.pad(x, [0, 0], [0, 0]),
      b.slice(x, [0, 0], [2, 3]),
      b.concat([x], 1),
      b.reverse(x, []),
      b.sum(x, []),
    ];
    for (const value of same) expect(value).toBe(x);
    expect(b.reverse(f(1, 2), [0]).producer.primitive.name).toBe('input');
  });

  it('makes each scalar once', () => {
    expect(b.constant(0.5)).toBe(b.constant(0.5));
    expect(b.constant(0)).not.toBe(b.constant(-0));
    expect(b.constant(1)).not.toBe(b.constant(1, [], 'i32'));
    expect(b.mul(x, 0.5).producer.inputs[1]).toBe(b.constant(0.5));
  });
});
