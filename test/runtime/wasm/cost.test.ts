import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingCost } from '../../../compiler/cost/training-cost.js';
import { compile } from '../../../compiler/index.js';
import type { Program } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import { initialState } from '../../../runtime/random/index.js';
import type { HostTensors } from '../../../runtime/engines/engine.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { startWasm } from '../../../runtime/engines/wasm/start.js';
import { LENET, lenetFeeds, lenetProgram, lenetState } from '../../support/lenet.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';
import { open } from './support.js';

const residual = readFileSync(new URL('../../../examples/resnet/residual.ang', import.meta.url), 'utf8');

const resnet =
  residual +
  modelText(
    [8, 8, 3],
    `stem: angconv(4, 3x3) bn relu
  stage1: repeat 2 { residual(4) }
  stage2: repeat 2 as i { residual(8, stride: if i == 0 then 2 else 1) }
  feature: avgpool(global)
  dropout(30%)
  classifier: angfc(10) @scale(10)`,
  ).replace('model M', 'model M @angle(log(m: 0.1rad)) @magnitude(linear)');

/** Networks with everything that keeps or makes tensors of its own. */
const experiments: Readonly<Record<string, string>> = {
  'an angular ResNet with batch normalization, dropout and regularizers':
    resnet + experimentText({ batch: 6, more: 'regularize: [l2(5e-4), orthogonal(1e-5, on: angconv)]' }),
  'the same with momentum and a margin':
    resnet.replace('log(m: 0.1rad)', 'cos') +
    experimentText({
      batch: 6,
      optimizer: 'sgd(lr: 0.1, momentum: 0.9)',
      loss: 'softmax(of: classifier, margin: arcface(0.5rad))',
    }),
  'a learned angle function and scale':
    modelText(
      [6, 6, 2],
      `angconv(4, 3x3) prelu maxpool(2) flatten
  classifier: angfc(10) @scale(10, learn: true, min: 0.01)`,
    ).replace('model M', 'model M @angle(learned)') +
    'angle learned(theta: rad; learn k: rad = 0.75rad per filter min 0.05rad) = cos(theta) + k / 1rad\n' +
    experimentText({ batch: 5 }),
};

beforeAll(() => startWasm());

describe('the cost of a training step is what tfjs counts', { timeout: 60_000 }, () => {
  it('for LeNet, batch 128', async () => {
    const program = lenetProgram(LENET);
    await expectExact(program, lenetState(program), lenetFeeds(LENET));
  });

  it.each(Object.entries(experiments))('for %s', async (_, text) => {
    const program = compile(experimentOf(text), { steps: 10 });
    await expectExact(program, initialState(program, 0), feedsOf(program));
  });
});

/** The first step and a later one. */
async function expectExact(program: Program, state: HostTensors, feeds: HostTensors): Promise<void> {
  const { peakBytes, peak } = trainingCost(program)!;
  const before = memory().numBytes;
  const session = await open(wasmEngine, program, state);
  for (let step = 0; step < 2; step++) {
    let [most, primitive] = [0, ''];
    session.observer = (step) => {
      const bytes = memory().numBytes - before;
      if (bytes > most) [most, primitive] = [bytes, step.primitive];
    };
    await session.run('train', feeds);
    expect({ most, primitive }).toEqual({ most: peakBytes, primitive: peak!.primitive });
  }
  await session.dispose();
}

function feedsOf(program: Program): HostTensors {
  const inputs = program.graphs.train!.inputs.map(({ name, value: { type } }) => {
    const length = sizeOf(type.shape);
    const data = type.dtype === 'f32' ? Float32Array.from({ length }, (_, i) => (i % 7) / 7) : new Int32Array(length);
    return [name, data] as const;
  });
  return Object.fromEntries(inputs);
}
