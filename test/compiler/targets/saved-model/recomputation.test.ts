import { describe, expect, it } from 'vitest';
import { operationsOf, rootsOf, type Graph } from '../../../../compiler/graph/graph.js';
import { compile } from '../../../../compiler/index.js';
import { fuseReluGradients } from '../../../../compiler/targets/saved-model/relu-gradient.js';
import { recompute } from '../../../../compiler/targets/saved-model/recomputation/recomputation.js';
import { evaluateGraph } from '../../../../runtime/engines/reference/evaluate.js';
import { CLASSES, randomSpec } from '../../differentiate/random-spec.js';
import { Random } from '../../primitives/random.js';
import { randomFeeds, randomState } from '../../../support/random-state.js';
import { experimentOf } from '../../../support/spec.js';

const SEEDS = Array.from({ length: 15 }, (_, seed) => seed);

function count(graph: Graph, primitive: string): number {
  return operationsOf(rootsOf(graph)).filter((operation) => operation.primitive.name === primitive).length;
}

/** Whether an operand of all operations of a primitive is made in the backward half. */
function isMadeAnew(graph: Graph, primitive: string, operand: number): boolean {
  const operations = operationsOf(rootsOf(graph)).filter((operation) => operation.primitive.name === primitive);
  expect(operations.length).toBeGreaterThan(0);
  return operations.every(({ inputs }) => inputs[operand]!.producer.origin?.part === 'backward');
}

function training(layers: string): Graph {
  const text = `model Net {
  image: input([8, 8, 3])
  ${layers}
  avgpool(global)
  classifier: fc(5)
}
experiment Train {
  model: Net
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 5)
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.01)
  batch: 4
  steps: 10
}`;
  return fuseReluGradients(compile(experimentOf(text), { steps: 10 }).graphs.train!);
}

describe('recomputation', () => {
  it.each(SEEDS)('keeps what graphs compute (model %i)', (seed) => {
    const program = compile(experimentOf(randomSpec(seed)), { steps: 10 });
    const random = new Random(`recomputation ${seed}`);
    const state = randomState(program, random);
    for (const graph of Object.values(program.graphs)) {
      const feeds = randomFeeds(graph, random, CLASSES);
      const expected = evaluateGraph(graph, feeds, state);
      const found = evaluateGraph(recompute(graph, 1), feeds, state);
      for (const part of ['outputs', 'updates'] as const) {
        for (const [name, array] of Object.entries(expected[part])) {
          Array.from(array).forEach((value, index) => {
            expect(found[part][name]![index], `${part} ${name}`).toBeCloseTo(value, 8);
          });
        }
      }
    }
  });

  it('keeps of an angular layer, its norm and its relu what the convolution gives', () => {
    const graph = training('angconv(4, 3x3) @angle(log(m: 0.1rad)) bn relu angconv(4, 3x3) @angle(cos) bn relu');
    const again = recompute(graph, 1);
    expect(count(again, 'postponed')).toBe(2);
    expect(isMadeAnew(graph, 'batch_norm_gradient', 1)).toBe(false);
    expect(isMadeAnew(again, 'batch_norm_gradient', 1)).toBe(true);
    expect(isMadeAnew(again, 'relu_gradient', 1)).toBe(true);
  });

  it('computes no convolution anew, and nothing from what would have to be kept for that alone', () => {
    const graph = training('conv(4, 3x3) relu conv(4, 3x3) relu');
    expect(recompute(graph, 1)).toBe(graph);
  });

  it('leaves alone what is made of two large values, such as the output of a residual block', () => {
    const graph = training('conv(4, 3x3) add { main: { conv(4, 3x3) bn } shortcut: {} } relu conv(4, 3x3)');
    expect(count(recompute(graph, 1), 'postponed')).toBe(0);
  });

  it('leaves what a max pool looks for its maxima in', () => {
    const graph = training('conv(4, 3x3) bn maxpool(2x2) relu conv(4, 3x3)');
    const again = recompute(graph, 1);
    expect(count(again, 'postponed')).toBe(1);
    expect(isMadeAnew(again, 'max_pool_gradient', 0)).toBe(false);
  });

  it('leaves small values, and graphs without a backward half', () => {
    const graph = training('conv(4, 3x3) bn relu conv(4, 3x3)');
    expect(count(recompute(graph, 1), 'postponed')).toBe(1);
    expect(recompute(graph)).toBe(graph);
  });
});
