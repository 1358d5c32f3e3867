import { expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Program } from '../../../compiler/graph/graph.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { describeNative } from '../../support/needs.js';

const RATE = 0.01;
const EPSILON = 1e-8;
/** From far below epsilon to far above it: only there does its place show. */
const GRADIENTS = [1e-10, 3e-9, 1e-8, -5e-8, 1e-6, 0.3, -2, 0];

/** Adam with a fixed gradient; `shown` adds an output of the new weight, which rules out an update in place. */
function adamProgram(shown: boolean): Program {
  const b = new GraphBuilder();
  const type = { dtype: 'f32', shape: [GRADIENTS.length] } as const;
  const gradient = b.input('gradient', type);
  const [weight, m, v] = [b.state('w', type), b.state('m', type), b.state('v', type)];
  const step = b.add(b.cast(b.state('step', { dtype: 'i32', shape: [] }), 'f32'), 1);
  const moved = b.adamUpdate(
    { weight, gradient, m, v, learningRate: b.constant(RATE), step },
    { beta1: 0.9, beta2: 0.999, epsilon: EPSILON },
  );
  const one = b.constant(1, [], 'i32');
  const train: Graph = {
    name: 'train',
    inputs: [{ name: 'gradient', value: gradient, source: { kind: 'features' } }],
    outputs: shown ? { weight: moved.weight } : { step },
    updates: [
      { state: 'w', value: moved.weight },
      { state: 'm', value: moved.m },
      { state: 'v', value: moved.v },
      { state: 'step', value: b.add(b.state('step', { dtype: 'i32', shape: [] }), one) },
    ],
  };
  const initializer = { kind: 'constant', value: 0 } as const;
  return {
    batch: 1,
    state: [
      ...['w', 'm', 'v'].map((name) => ({ name, type, role: 'weight', initializer }) as const),
      { name: 'step', type: { dtype: 'i32', shape: [] }, role: 'counter', initializer },
    ],
    graphs: { train, predict: { ...train, name: 'predict', updates: [] } },
  };
}

describeNative('Adam on TensorFlow', () => {
  for (const shown of [false, true]) {
    it(`has PyTorch's placement of epsilon ${shown ? 'when decomposed' : 'in place'}`, async () => {
      const program = adamProgram(shown);
      const sessions = [await nativeEngine.load(program), await referenceEngine.load(program)] as const;
      const zeros = () => new Float32Array(GRADIENTS.length);
      for (const session of sessions)
        await session.writeState({ w: zeros(), m: zeros(), v: zeros(), step: Int32Array.of(0) });
      for (let step = 0; step < 50; step++) {
        const gradient = Float32Array.from(GRADIENTS, (value) => value * (1 + 0.3 * Math.sin(step)));
        for (const session of sessions) await session.run('train', { gradient });
      }
      const [found, expected] = [await sessions[0].readState(), await sessions[1].readState()];
      expected['w']!.forEach((weight, index) => {
        // In units of the learning rate, by which one step moves a weight at most.
        expect(Math.abs(found['w']![index]! - weight) / RATE, `gradient ${GRADIENTS[index]}`).toBeLessThan(2e-4);
      });
      expect(Math.abs(expected['w']![2]! / RATE)).toBeLessThan(40);
      for (const session of sessions) await session.dispose();
    });
  }
});
