import { expect, it } from 'vitest';
import type { Program } from '../../../compiler/graph/graph.js';
import { compile } from '../../../compiler/index.js';
import { emitSavedModel, type SavedModel } from '../../../compiler/targets/saved-model/index.js';
import type { HostTensor } from '../../../runtime/engines/engine.js';
import { loadBinding } from '../../../runtime/engines/native/binding.js';
import { loadEmitted } from '../../../runtime/engines/native/load-model.js';
import { locate } from '../../../runtime/engines/native/locate.js';
import { NativeSession } from '../../../runtime/engines/native/session.js';
import { initialState } from '../../../runtime/random/index.js';
import { describeNative } from '../../support/needs.js';
import { batchFor } from '../../support/small-network.js';
import { experimentOf } from '../../support/spec.js';

/** Functions of a user's own: learned, moving, with a condition, and with what a polynomial stands for. */
const FUNCTIONS = `
angle wave(theta: rad; m: rad = 0.2rad, learn k: real = 0.7 per filter min 0.05) =
  if theta > pi / 2 then 0.1 * sin(2 * theta) - k * ln((theta + m) / 1rad) else -k * ln((theta + m) / 1rad)
magnitude soft(x: real) = tanh(x / 3)
`;

const NETS: Readonly<Record<string, string>> = {
  'log, the angle function of the paper': '@angle(log(m: 0.1rad))',
  'squared cosine': '@angle(squared_cosine)',
  'a function and a magnitude of its own': '@angle(wave) @magnitude(soft)',
  'the detached gradient': '@angle(log) @grad(detached)',
};

function program(annotations: string, size = 16): Program {
  return compile(
    experimentOf(`${FUNCTIONS}
model Net ${annotations} {
  image: input([${size}, ${size}, 3])
  angconv(8, 3x3)
  bn
  relu
  stage: repeat 2 {
    add {
      main: { angconv(8, 3x3, padding: same_torch)  bn  prelu  angconv(8, 3x3)  bn }
      shortcut: {}
    }
    relu
  }
  angconv(8, 3x3, stride: 2)
  bn
  feature: avgpool(global)
  classifier: angfc(5)
}
experiment Train {
  model: Net
  data: arrays(train: "x.npy", train_labels: "y.npy", test: "x.npy", test_labels: "y.npy", classes: 5)
  loss: softmax(of: classifier)
  regularize: [l2(5e-4)]
  optimizer: adam(lr: 0.01)
  batch: 64
  steps: 10
}`),
    { steps: 10 },
  );
}

async function load(compiled: Program, model: SavedModel): Promise<NativeSession> {
  const location = await locate();
  if (!location.found) throw new Error(location.reason);
  const session = loadEmitted(loadBinding(location.installation), compiled, model, NativeSession);
  await session.writeState(initialState(compiled, 1));
  return session;
}

async function sessionOf(compiled: Program, fuse: boolean, recompute = false): Promise<NativeSession> {
  const model = emitSavedModel(compiled, { fuse, recompute });
  const graph = new TextDecoder('latin1').decode(model.files.get('saved_model.pb'));
  const calls = graph.split('PartitionedCall').length - 1;
  if (fuse) expect(calls).toBeGreaterThan(10);
  else expect(calls).toBe(0);
  expect(graph.includes('postponed')).toBe(recompute);
  return load(compiled, model);
}

/** Largest difference, relative to the largest number. */
function difference(a: HostTensor, b: HostTensor): number {
  const scale = Math.max(1e-6, ...b.map(Math.abs));
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!))) / scale;
}

describeNative('fused regions', () => {
  it.each(Object.entries(NETS))(
    'change nothing but the rounding: %s',
    async (_, annotations) => {
      const compiled = program(annotations);
      const [fused, plain] = [await sessionOf(compiled, true), await sessionOf(compiled, false)];
      for (let step = 0; step < 3; step++) {
        const batch = batchFor(compiled, 'train', step);
        const [found, expected] = [await fused.run('train', batch), await plain.run('train', batch)];
        // Steps compound the rounding of those before.
        const tolerance = step === 0 ? 2e-5 : 2e-3;
        for (const name of ['loss', 'data_loss', 'gradient_norm']) {
          expect(difference(found[name]!, expected[name]!), `${name} of step ${step}`).toBeLessThan(tolerance);
        }
      }
      const batch = batchFor(compiled, 'evaluate', 5);
      const [found, expected] = [await fused.run('evaluate', batch), await plain.run('evaluate', batch)];
      expect(difference(found['loss_sum']!, expected['loss_sum']!)).toBeLessThan(5e-3);
      await fused.dispose();
      await plain.dispose();
    },
    120_000,
  );

  it('computed anew in the backward half change nothing but the rounding', async () => {
    // Large enough that something is computed anew.
    const compiled = program('@angle(log(m: 0.1rad))', 32);
    const [again, kept] = [await sessionOf(compiled, true, true), await sessionOf(compiled, true)];
    for (let step = 0; step < 3; step++) {
      const batch = batchFor(compiled, 'train', step);
      const [found, expected] = [await again.run('train', batch), await kept.run('train', batch)];
      for (const name of ['loss', 'gradient_norm']) {
        expect(difference(found[name]!, expected[name]!), name).toBeLessThan(step === 0 ? 2e-5 : 2e-3);
      }
    }
    await again.dispose();
    await kept.dispose();
  }, 120_000);

  it('are compiled before the first step, which changes no bit', async () => {
    const compiled = program('@angle(log(m: 0.1rad))');
    const model = emitSavedModel(compiled, {});
    const withoutPreparation = {
      ...model.manifest,
      signatures: Object.fromEntries(
        Object.entries(model.manifest.signatures).map(([name, { preparation, ...signature }]) => {
          expect(preparation, name).toBeDefined();
          return [name, signature];
        }),
      ),
    };
    const states: HostTensor[][] = [];
    for (const manifest of [model.manifest, withoutPreparation]) {
      const session = await load(compiled, { ...model, manifest });
      for (let step = 0; step < 3; step++) await session.run('train', batchFor(compiled, 'train', step));
      states.push(Object.values(await session.readState()));
      await session.dispose();
    }
    expect(states[1]).toEqual(states[0]);
  }, 120_000);

  it('give the same bits each time', async () => {
    const compiled = program('@angle(log(m: 0.1rad))');
    const runs: HostTensor[][] = [];
    for (let run = 0; run < 2; run++) {
      const session = await sessionOf(compiled, true);
      for (let step = 0; step < 4; step++) await session.run('train', batchFor(compiled, 'train', step));
      const state = await session.readState();
      runs.push(Object.keys(state).map((name) => state[name]!));
      await session.dispose();
    }
    expect(runs[1]).toEqual(runs[0]);
  }, 120_000);
});
