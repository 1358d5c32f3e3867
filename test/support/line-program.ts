import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Program, Value } from '../../compiler/graph/graph.js';
import { add } from '../../compiler/primitives/binary/add.js';
import { mul } from '../../compiler/primitives/binary/mul.js';
import { sub } from '../../compiler/primitives/binary/sub.js';
import { matmul } from '../../compiler/primitives/product/matmul.js';
import { sum } from '../../compiler/primitives/reduction/sum.js';
import { constant } from '../../compiler/primitives/sources/constant.js';
import { input } from '../../compiler/primitives/sources/input.js';
import { state } from '../../compiler/primitives/sources/state.js';

const BATCH = 4;
const RATE = 0.1;

/**
 * A line fitted by gradient descent, built by hand so that it needs nothing but a few primitives: features [4, 2],
 * targets [4, 1], weight `line[0]/filter` [2, 1], a counter `step` in i32.
 */
export function lineProgram(): Program {
  return {
    batch: BATCH,
    state: [
      {
        name: 'line[0]/filter',
        type: { dtype: 'f32', shape: [2, 1] },
        role: 'weight',
        initializer: { kind: 'constant', value: 0 },
      },
      { name: 'step', type: { dtype: 'i32', shape: [] }, role: 'counter', initializer: { kind: 'constant', value: 0 } },
    ],
    graphs: { train: trainGraph(), predict: predictGraph() },
  };
}

/** What `train` computes, in plain numbers: the loss before the step, and the weights after it. */
export function lineStep(weights: readonly number[], features: readonly number[], targets: readonly number[]) {
  const errors = targets.map((target, row) => weights.reduce((y, w, i) => y + w * features[row * 2 + i]!, 0) - target);
  const loss = errors.reduce((total, error) => total + error * error, 0);
  const next = weights.map(
    (w, i) => w - RATE * 2 * errors.reduce((total, error, row) => total + error * features[row * 2 + i]!, 0),
  );
  return { loss, weights: next };
}

function trainGraph(): Program['graphs']['predict'] {
  const b = new GraphBuilder();
  const x = b.apply(input, [], { name: 'x', dtype: 'f32', shape: [BATCH, 2] });
  const target = b.apply(input, [], { name: 'target', dtype: 'f32', shape: [BATCH, 1] });
  const weight = b.apply(state, [], { name: 'line[0]/filter', dtype: 'f32', shape: [2, 1] });
  b.origin = { path: 'line[0]', file: 'line.ang', line: 3 };
  const error = b.apply(sub, [b.apply(matmul, [x, weight], { transpose_a: false, transpose_b: false }), target], {});
  const loss = b.apply(sum, [b.apply(mul, [error, error], {})], { axes: [0, 1], keep: false });
  const gradient = b.apply(matmul, [x, error], { transpose_a: true, transpose_b: false });
  const moved = b.apply(sub, [weight, b.apply(mul, [gradient, number(b, 2 * RATE)], {})], {});
  const step = b.apply(state, [], { name: 'step', dtype: 'i32', shape: [] });
  const one = b.apply(constant, [], { value: 1, dtype: 'i32', shape: [] });
  return {
    name: 'train',
    inputs: [
      { name: 'x', value: x, source: { kind: 'features' } },
      { name: 'target', value: target, source: { kind: 'weights' } },
    ],
    outputs: { loss },
    updates: [
      { state: 'line[0]/filter', value: moved },
      { state: 'step', value: b.apply(add, [step, one], {}) },
    ],
  };
}

function predictGraph(): Program['graphs']['predict'] {
  const b = new GraphBuilder();
  const x = b.apply(input, [], { name: 'x', dtype: 'f32', shape: [BATCH, 2] });
  const weight = b.apply(state, [], { name: 'line[0]/filter', dtype: 'f32', shape: [2, 1] });
  const output = b.apply(matmul, [x, weight], { transpose_a: false, transpose_b: false });
  return {
    name: 'predict',
    inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
    outputs: { output },
    updates: [],
  };
}

function number(b: GraphBuilder, value: number): Value {
  return b.apply(constant, [], { value, dtype: 'f32', shape: [] });
}
