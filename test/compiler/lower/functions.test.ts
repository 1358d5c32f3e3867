import { describe, expect, it } from 'vitest';
import { compile, compileNetwork } from '../../../compiler/index.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { gradientGraph, gradientName, vectorJacobianGraph } from '../../support/gradient-graph.js';
import { experimentOf, experimentText, modelText, networkOf } from '../../support/spec.js';

const margin =
  'margin moving(theta: rad; learn m: real = 0.5 min 0.1, state t: real = 0.25 then mean(theta) / 1rad) = cos(theta) - m * t\n';
const lines = `stage: repeat 2 { main: angconv(3, 3x3) @angle(sigmoid_learned) @magnitude(ball_learned) }
  flatten
  classifier: angfc(3) @scale(10, learn: true, min: 2)`;
const loss = 'softmax(of: classifier) + 0.5 * softmax(of: classifier, margin: moving)';

function text(annotations = '', more = ''): string {
  const model = modelText([4, 4, 2], lines).replace('model M', `model M @angle(cos) ${annotations}`);
  return `${margin}${model}${experimentText({ classes: 3, batch: 4, loss, more })}`;
}

const weightsOf = (spec: string) => {
  const { state } = compile(experimentOf(spec), { steps: 10 });
  return Object.fromEntries(state.filter(({ role }) => role === 'weight').map((one) => [one.name, one]));
};

describe('what functions learn and carry along', () => {
  it('is called by the layer or loss and the parameter, and starts above its minimum', () => {
    const weights = weightsOf(text());
    const learned = Object.values(weights).filter(({ initializer }) => initializer.kind === 'constant');
    expect(learned.map(({ name, type, initializer }) => [name, type.shape, initializer])).toEqual([
      ['stage[0].main/angle.k', [3], { kind: 'constant', value: 0.7 }],
      ['stage[0].main/magnitude.r', [3], { kind: 'constant', value: 1 }],
      ['stage[1].main/angle.k', [3], { kind: 'constant', value: 0.7 }],
      ['stage[1].main/magnitude.r', [3], { kind: 'constant', value: 1 }],
      ['classifier/scale', [], { kind: 'constant', value: 8 }],
      ['loss/1/margin.m', [], { kind: 'constant', value: 0.4 }],
    ]);
    const { state } = compile(experimentOf(text()), { steps: 10 });
    const moving = state.filter(({ role }) => role === 'statistic').map(({ name }) => name);
    const norms = ['stage[0].main', 'stage[1].main'].map((path) => `${path}/magnitude.mean_x`);
    expect(moving.sort()).toEqual([...norms, 'loss/1/margin.t'].sort());
  });

  it('is not held down by regularizers', () => {
    const held = (more: string) => {
      const graph = gradientGraph(experimentOf(text('', more)));
      return new Set(Object.keys(graph.outputs).filter((name) => name.startsWith('gradient:')));
    };
    expect(held('regularize: l2(0.1)')).toEqual(held(''));
    const [plain, penalized] = ['', 'regularize: l2(0.1)'].map((more) => gradientsAt(text('', more)));
    for (const [name, gradient] of Object.entries(plain!)) {
      const isFilter = name.endsWith('/filter');
      const same = gradient.every((value, index) => value === penalized![name]![index]);
      expect(same, name).toBe(!isFilter);
    }
  });

  it('stays as it is under @freeze, but for the margin of the loss', () => {
    const trained = Object.keys(gradientsAt(text('@freeze(on: [stage, classifier])')));
    expect(trained).toEqual(['loss/1/margin.m']);
    expect(Object.keys(gradientsAt(text('@freeze(on: stage)')))).toEqual([
      'classifier/filter',
      'classifier/scale',
      'loss/1/margin.m',
    ]);
  });
});

/** Gradients of a step's loss from initial weights, by the weights' names. */
function gradientsAt(spec: string): Record<string, Float64Array> {
  const experiment = experimentOf(spec);
  const state = initialState(compile(experiment, { steps: 10 }), 3);
  const features = Float64Array.from({ length: 4 * 32 }, (_, index) => Math.sin(index * index));
  const { outputs } = evaluateGraph(gradientGraph(experiment), { features, labels: [0, 1, 2, 1] }, state);
  const entries = Object.entries(outputs).filter(([name]) => name.startsWith('gradient:'));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('gradient:'.length), Float64Array.from(value)]));
}

describe('evaluation', () => {
  it('knows no margin, and takes moving parameters as they are stored', async () => {
    const experiment = experimentOf(text());
    const program = compile(experiment, { steps: 10 });
    const reads = Object.keys(program.graphs.evaluate!.outputs);
    expect(reads).toEqual(['loss_sum', 'correct', 'count', 'confusion']);
    const session = await referenceEngine.load(program);
    await session.writeState(initialState(program, 3));
    const features = Float64Array.from({ length: 4 * 32 }, (_, index) => Math.sin(index * index));
    const labels = Int32Array.of(0, 1, 2, 1);
    const evaluate = async () =>
      (await session.run('evaluate', { features, labels, weights: new Float32Array(4).fill(1) }))['loss_sum']![0]!;
    const before = await evaluate();
    const change = async (name: string, value: number) => {
      const state = await session.readState();
      await session.writeState({ ...state, [name]: Float64Array.from(state[name]!, () => value) });
      return evaluate();
    };
    expect(await change('loss/1/margin.t', 5)).toBe(before);
    expect(await change('loss/1/margin.m', 5)).toBe(before);
    await change('step', 100);
    await change('stage[0].main/magnitude.mean_x', 0.2);
    const after = await change('stage[1].main/magnitude.mean_x', 0.2);
    expect(after).toBeGreaterThan(0);
    expect(await change('stage[0].main/magnitude.mean_x', 5)).not.toBe(after);
  });
});

describe('initial filters', () => {
  it.each([
    ['', 2 / 18, 2 / 12],
    ['@init(he)', 2 / 18, 2 / 12],
    ['@init(xavier)', 2 / (18 + 45), 2 / (12 + 7)],
    ['@init(normal(std: 0.01))', 1e-4, 1e-4],
  ])('have the variance of %s', (annotation, conv, fc) => {
    const model = modelText([2, 2, 2], 'conv(5, 3x3) angconv(3, 1x1) @freeze flatten fc(7)');
    const { state } = compileNetwork(networkOf(model.replace('model M', `model M ${annotation}`)), 1);
    const variances = state.flatMap(({ initializer }) => (initializer.kind === 'normal' ? [initializer.variance] : []));
    expect(variances).toHaveLength(3);
    expect(variances[0]).toBeCloseTo(conv, 12);
    expect(variances[2]).toBeCloseTo(fc, 12);
  });
});

describe('the side of a function that an angle does not take', () => {
  it('leaves its gradient finite, where it has no value or an infinite slope', () => {
    const declarations = `angle parted(theta: rad) = if theta > 1.5rad then cos(theta) else -sqrt((1.5rad - theta) / 1rad)
magnitude rooted(x: real) = if x > 1 then x else sqrt(1 - x)
`;
    const lines = 'layer: angfc(1) @angle(parted) @magnitude(rooted)';
    const graph = vectorJacobianGraph(networkOf(declarations + modelText([2], lines)), 1);
    const feeds = { features: [-1, 1], cotangent: [1] };
    const { outputs } = evaluateGraph(graph, feeds, { step: [0], 'layer/filter': [1, 0.2] });
    for (const [name, values] of Object.entries(outputs)) {
      expect(Array.from(values).every(Number.isFinite), name).toBe(true);
    }
    expect(outputs[gradientName('features')]!.some((value) => value !== 0)).toBe(true);
  });
});

describe('a detached gradient', () => {
  it('leaves what the function learns its own gradient', () => {
    const outputs = ['exact', 'detached'].map((rule) => {
      const line = `layer: angfc(2) @angle(sigmoid_learned) @grad(${rule})`;
      const graph = vectorJacobianGraph(networkOf(modelText([2], line)), 1);
      const state = { step: [0], 'layer/filter': [1, 0.2, -0.5, 0.7], 'layer/angle.k': [0.5, 0.9] };
      return evaluateGraph(graph, { features: [-1, 0.3], cotangent: [1, 2] }, state).outputs;
    });
    const [exact, detached] = outputs as [(typeof outputs)[0], (typeof outputs)[0]];
    expect(detached['y']).toEqual(exact['y']);
    expect(detached[gradientName('layer/angle.k')]).toEqual(exact[gradientName('layer/angle.k')]);
    expect(detached[gradientName('features')]).not.toEqual(exact[gradientName('features')]);
  });
});
