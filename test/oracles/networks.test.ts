import { describe, expect, it } from 'vitest';
import { compile, type Experiment } from '../../compiler/index.js';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';
import { referenceEngine } from '../../runtime/engines/reference/index.js';
import { gradientGraph, gradientName } from '../support/gradient-graph.js';
import { experimentOf } from '../support/spec.js';
import { expectAgreement, readGolden, textBeside, under, type Golden } from './golden.js';

const NETWORKS = [
  { golden: 'lenet', spec: 'lenet.ang', suffix: '' },
  { golden: 'heads', spec: 'heads.ang', suffix: '' },
  { golden: 'weights', spec: 'weights.ang', suffix: '' },
  { golden: 'resnet-same', spec: 'resnet.ang', suffix: '_same' },
  { golden: 'resnet-same_torch', spec: 'resnet.ang', suffix: '_same_torch' },
];

describe.each(NETWORKS)('$golden as PyTorch computes it', ({ golden: name, spec, suffix }) => {
  const golden = readGolden(name);
  const adam = experimentOf(textBeside(spec), `Adam${suffix}`);
  const momentum = experimentOf(textBeside(spec), `Momentum${suffix}`);

  it('has the same weights', () => {
    const { state } = compile(adam, { steps: 5 });
    const weights = state.filter(({ role }) => role === 'weight');
    const shapes = Object.fromEntries(weights.map((weight) => [weight.name, [...weight.type.shape]]));
    const initial = [...golden.shapes].filter(([key]) => key.startsWith('initial:'));
    expect(shapes).toEqual(Object.fromEntries(initial.map(([key, shape]) => [key.slice('initial:'.length), shape])));
  });

  it('gives the same loss and gradients', () => {
    const state = { ...initialState(adam), ...under(golden, 'initial:') };
    const { outputs } = evaluateGraph(gradientGraph(adam), feedsAt(golden, 0, adam), state);
    expectAgreement(outputs['loss']!, golden.arrays.get('loss')!, 'loss');
    expectAgreement(outputs['data_loss']!, golden.arrays.get('data_loss')!, 'loss without penalties');
    const expected = Object.entries(under(golden, 'gradient:'));
    expect(expected.length).toBeGreaterThan(8);
    for (const [weight, gradient] of expected) expectAgreement(outputs[gradientName(weight)]!, gradient, weight);
  });

  it('evaluates alike before the first step', async () => {
    const session = await start(adam, golden);
    const { output } = await session.run('predict', { features: feedsAt(golden, 0, adam).features! });
    expectAgreement(output!, golden.arrays.get('before:output')!, 'output');
  });

  it.each([
    ['adam', adam],
    ['sgd', momentum],
  ])('is in the same place after five steps of %s', async (key, experiment) => {
    const session = await start(experiment, golden);
    const losses: number[] = [];
    for (let step = 0; step < 5; step++) {
      const { loss } = await session.run('train', feedsAt(golden, step, experiment));
      losses.push(loss![0]!);
    }
    expectAgreement(losses, golden.arrays.get(`${key}:losses`)!, 'losses');
    const { step, ...state } = await session.readState();
    expect(step![0]).toBe(5);
    const expected = under(golden, `${key}:state:`);
    expect(Object.keys(state).sort()).toEqual(Object.keys(expected).sort());
    for (const [variable, value] of Object.entries(expected)) expectAgreement(state[variable]!, value, variable);
    const { output } = await session.run('predict', { features: feedsAt(golden, 0, experiment).features! });
    expectAgreement(output!, golden.arrays.get(`${key}:output`)!, 'output');
  });
});

/** All state at its initializer's constant; weights are overwritten by the golden's. */
function initialState(experiment: Experiment): Record<string, Float64Array> {
  const { state } = compile(experiment, { steps: 5 });
  return Object.fromEntries(
    state.map(({ name, type, initializer }) => {
      const size = type.shape.reduce((product, length) => product * length, 1);
      return [name, new Float64Array(size).fill(initializer.kind === 'constant' ? initializer.value : 0)];
    }),
  );
}

async function start(experiment: Experiment, golden: Golden) {
  const session = await referenceEngine.load(compile(experiment, { steps: 5 }));
  await session.writeState({ ...initialState(experiment), ...under(golden, 'initial:') });
  return session;
}

/** The batch of a step. */
function feedsAt(golden: Golden, step: number, { batch }: Experiment) {
  const features = golden.arrays.get('features')!;
  const size = features.length / 5;
  return {
    features: features.slice(step * size, (step + 1) * size),
    labels: golden.arrays.get('labels')!.slice(step * batch, (step + 1) * batch),
  };
}
