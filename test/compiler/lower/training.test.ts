import { describe, expect, it } from 'vitest';
import { compile, type Experiment } from '../../../compiler/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { randomFeeds, randomState, type Numbers } from '../../support/random-state.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';
import { CLASSES, randomSpec } from '../differentiate/random-spec.js';
import { Random } from '../primitives/random.js';

const net = modelText(
  [6, 5, 2],
  `stem: angconv(3, 3x3) @angle(cos)
  norm: bn
  rest: prelu
  dropout(40%)
  frozen: conv(2, 3x3, bias: true) @freeze
  flatten
  classifier: angfc(3) @scale(4)`,
);

async function start(experiment: Experiment, steps = 10) {
  const program = compile(experiment, { steps });
  const session = await referenceEngine.load(program);
  const random = new Random('training');
  await session.writeState(randomState(program, random));
  const feeds = (graph: 'train' | 'evaluate' | 'predict') => randomFeeds(program.graphs[graph]!, random, CLASSES);
  return { program, session, feeds };
}

describe('a learning rate of 0', () => {
  it.each(['adam(lr: 0)', 'sgd(lr: 0)', 'sgd(lr: 0, momentum: 0.9, nesterov: true)'])(
    'leaves every weight as it is under %s',
    async (optimizer) => {
      const more = 'regularize: l2(0.1)';
      const { session, feeds, program } = await start(
        experimentOf(net + experimentText({ classes: 3, optimizer, more })),
      );
      const before = await session.readState();
      for (let step = 0; step < 3; step++) await session.run('train', feeds('train'));
      const after = await session.readState();
      for (const { name, role } of program.state) {
        if (role === 'weight') expect(after[name], name).toEqual(before[name]);
        if (role === 'statistic') expect(after[name], name).not.toEqual(before[name]);
      }
      expect(after['step']).toEqual(Float64Array.of(3));
    },
  );
});

describe('evaluation and prediction', () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed))('write no state (model %i)', async (seed) => {
    const { session, feeds, program } = await start(experimentOf(randomSpec(seed)));
    await session.run('train', feeds('train'));
    const before = await session.readState();
    expect(program.graphs.evaluate!.updates).toEqual([]);
    expect(program.graphs.predict.updates).toEqual([]);
    await session.run('evaluate', feeds('evaluate'));
    await session.run('predict', feeds('predict'));
    expect(await session.readState()).toEqual(before);
  });

  it('counts the examples of weight 1 alone, even where the padding has no finite loss', async () => {
    const { session, feeds } = await start(experimentOf(net + experimentText({ classes: 3 })));
    const whole = feeds('evaluate');
    const each = await Promise.all([0, 1, 2].map((only) => session.run('evaluate', withWeights(whole, [only]))));
    const first = withWeights(whole, [0, 1, 2]);
    first['features']!.fill(NaN, first['features']!.length * 0.75);
    const together = await session.run('evaluate', first);
    for (const name of ['loss_sum', 'correct', 'count', 'confusion']) {
      together[name]!.forEach((value, index) => {
        const sum = each.reduce((total, one) => total + one[name]![index]!, 0);
        expect(value, name).toBeCloseTo(sum, 12);
      });
    }
    expect(Array.from(together['confusion']!).reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(together['count']).toEqual(Float64Array.of(3));
  });

  it('need neither labels nor random numbers to predict', async () => {
    const { program } = await start(experimentOf(net + experimentText({ classes: 3 })));
    const sources = (graph: keyof typeof program.graphs) =>
      program.graphs[graph]!.inputs.map(({ source }) => source.kind).sort();
    expect(sources('predict')).toEqual(['features']);
    expect(sources('evaluate')).toEqual(['features', 'labels', 'weights']);
    expect(sources('train')).toEqual(['features', 'labels', 'random']);
  });

  it('give every public label and the last layer', async () => {
    const { program } = await start(experimentOf(net + experimentText({ classes: 3 })));
    const labels = ['classifier', 'frozen', 'image', 'norm', 'output', 'rest', 'stem'];
    expect(Object.keys(program.graphs.predict.outputs).sort()).toEqual(labels);
  });
});

function withWeights(feeds: Numbers, counted: readonly number[]): Numbers {
  const copies = Object.fromEntries(Object.entries(feeds).map(([name, data]) => [name, data.slice()]));
  return { ...copies, weights: feeds['weights']!.map((_, index) => Number(counted.includes(index))) };
}

describe('`repeat`', () => {
  it('computes what the text written out computes', async () => {
    const layers = (i: number) => `angconv(${2 + i}, 3x3) @angle(linear) bn prelu`;
    const tail = 'flatten classifier: fc(3)';
    const loop = 'repeat 3 as i { angconv(2 + i, 3x3) @angle(linear) bn prelu }';
    const flat = [0, 1, 2].map(layers).join(' ');
    const results = [loop, flat].map(async (body) => {
      const text = modelText([4, 4, 2], `${body} ${tail}`) + experimentText({ classes: 3 });
      const { program, session, feeds } = await start(experimentOf(text));
      const outputs = await session.run('train', feeds('train'));
      const state = await session.readState();
      return { outputs, state: program.state.map(({ name }) => state[name]) };
    });
    const [looped, written] = await Promise.all(results);
    expect(looped).toEqual(written);
  });
});

describe('a training step', () => {
  it('changes neither frozen weights nor keeps anything for them', async () => {
    const { session, feeds, program } = await start(experimentOf(net + experimentText({ classes: 3 })));
    const before = await session.readState();
    await session.run('train', feeds('train'));
    const after = await session.readState();
    expect(program.state.filter(({ name }) => name.startsWith('frozen')).map(({ name }) => name)).toEqual([
      'frozen/filter',
      'frozen/bias',
    ]);
    expect([after['frozen/filter'], after['frozen/bias']]).toEqual([before['frozen/filter'], before['frozen/bias']]);
    expect(after['stem/filter']).not.toEqual(before['stem/filter']);
  });

  it('drops what dropout says and scales up the rest', async () => {
    const text = modelText([4], 'drop: dropout(25%) classifier: fc(3)') + experimentText({ classes: 3, batch: 2 });
    const { program, session } = await start(experimentOf(text));
    const random = program.graphs.train!.inputs.find(({ source }) => source.kind === 'random')!;
    expect(random.source).toEqual({ kind: 'random', path: 'drop' });
    await session.writeState({ 'classifier/filter': new Float64Array(12).map((_, at) => Number(at % 3 === 0)) });
    const common = { features: Float64Array.of(1, 2, 3, 4, 0, 0, 0, 0), labels: Float64Array.of(0, 0) };
    const noise = Float64Array.of(0.1, 0.25, 0.2, 0.9, 1, 1, 1, 1);
    const { loss } = await session.run('train', { ...common, [random.name]: noise });
    // 2 and 4 stay, times 4/3; the second example is zero and its loss ln 3.
    const kept = 8;
    expect(loss![0]).toBeCloseTo((Math.log(Math.exp(kept) + 2) - kept + Math.log(3)) / 2, 12);
  });

  it('lowers the learning rate at milestones, in steps and in shares of the run', async () => {
    for (const at of ['[2, 4]', '[20%, 40%]']) {
      const more = `schedule: steps(at: ${at}, factor: 0.5)`;
      const { session, feeds } = await start(
        experimentOf(net + experimentText({ classes: 3, optimizer: 'sgd(lr: 0.1)', more })),
      );
      const rates: number[] = [];
      for (let step = 0; step < 5; step++) {
        const { learning_rate: rate } = await session.run('train', feeds('train'));
        rates.push(rate![0]!);
      }
      expect(rates).toEqual([0.1, 0.1, 0.05, 0.05, 0.025]);
    }
  });

  it('is linear in the terms of the loss and adds penalties of the selected layers', async () => {
    const lossOf = async (loss: string, more = '') => {
      const { session, feeds } = await start(experimentOf(net + experimentText({ classes: 3, loss, more })));
      const { loss: total, data_loss: data } = await session.run('train', feeds('train'));
      const state = await session.readState();
      return { total: total![0]!, data: data![0]!, state };
    };
    const one = await lossOf('softmax(of: classifier)');
    const two = await lossOf('softmax(of: classifier) + 0.5 * softmax(of: classifier)');
    expect(two.total).toBeCloseTo(1.5 * one.total, 12);
    expect(one.total).toBe(one.data);
    const held = await lossOf('softmax(of: classifier)', 'regularize: l2(0.2, on: [frozen, prelu, frozen])');
    const squares = (name: string) => Array.from(held.state[name]!).reduce((sum, value) => sum + value * value, 0);
    // A selector that matches twice counts once; the slopes were moved by the step, the frozen weights were not.
    const frozen = 0.1 * (squares('frozen/filter') + squares('frozen/bias'));
    expect(held.data).toBeCloseTo(one.total, 12);
    expect(held.total - held.data).toBeGreaterThan(frozen);
    expect(held.total - held.data - frozen).toBeCloseTo(0.1 * squares('rest/slope'), 2);
  });

  it('teaches nothing from shuffled labels, and something from true ones', async () => {
    expect(await accuracyAfterTraining((x) => Number(x[0]! > 0) + Number(x[1]! > 0))).toBeGreaterThan(0.85);
    const coin = new Random('shuffled');
    const chance = await accuracyAfterTraining(() => coin.integer(0, 2));
    expect(chance).toBeGreaterThan(0.2);
    expect(chance).toBeLessThan(0.47);
  });
});

/** Trains on vectors labelled by a function of them, and tests on new ones. */
async function accuracyAfterTraining(label: (x: readonly number[]) => number): Promise<number> {
  const model = modelText([2], 'fc(12, bias: true) prelu fc(6, bias: true) prelu classifier: angfc(3) @scale(4)');
  const text = model + experimentText({ classes: 3, batch: 50, optimizer: 'adam(lr: 0.02)' });
  const { session } = await start(experimentOf(text));
  const random = new Random('points');
  const batch = () => {
    const points = Array.from({ length: 50 }, () => [random.between(-1, 1), random.between(-1, 1)]);
    return { features: Float64Array.from(points.flat()), labels: Float64Array.from(points, label) };
  };
  for (let step = 0; step < 200; step++) await session.run('train', batch());
  let correct = 0;
  for (let round = 0; round < 6; round++) {
    const weights = new Float64Array(50).fill(1);
    correct += (await session.run('evaluate', { ...batch(), weights }))['correct']![0]!;
  }
  return correct / 300;
}
