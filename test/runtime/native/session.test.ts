import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Program } from '../../../compiler/graph/graph.js';
import { definePrimitive } from '../../../compiler/primitives/primitive.js';
import { EngineError, type Session } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { lineProgram, lineStep } from '../../support/line-program.js';
import { describeNative } from '../../support/needs.js';

const FEATURES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const TARGETS = [1, 2, 3, 4];
const FILTER = 'line[0]/filter';

/** Stops where a number isn't finite: something that can go wrong when a graph runs. */
const finite = definePrimitive({
  name: 'finite',
  doc: 'The operand, if all of it is finite.',
  resultTypes: (inputs) => inputs,
  evaluate: (inputs) => inputs,
  tensorflow: { op: 'CheckNumerics', attributes: () => ({ T: { type: 'f32' }, message: { string: 'not finite' } }) },
});

const opened: Session[] = [];

async function open(program: Program): Promise<Session> {
  const session = await nativeEngine.load(program);
  opened.push(session);
  return session;
}

function feeds() {
  return { x: Float32Array.from(FEATURES), target: Float32Array.from(TARGETS) };
}

/** A program of one graph without state changes, for what a graph computes. */
function predictOnly(graph: Graph): Program {
  return { batch: 1, state: [], graphs: { predict: graph } };
}

afterEach(async () => {
  for (const session of opened.splice(0)) await session.dispose();
});

describeNative('a native session', () => {
  it('starts with zeros and trains as plain arithmetic does', async () => {
    const session = await open(lineProgram());
    expect(await session.readState()).toEqual({ [FILTER]: new Float32Array(2), step: new Int32Array(1) });
    await session.writeState({ [FILTER]: Float32Array.of(0.5, -0.5), step: Int32Array.of(7) });
    let weights: readonly number[] = [0.5, -0.5];
    for (let step = 0; step < 5; step++) {
      const expected = lineStep(weights, FEATURES, TARGETS);
      const { loss } = await session.run('train', feeds());
      expect(loss![0]).toBeCloseTo(expected.loss, 4);
      weights = expected.weights;
    }
    const state = await session.readState();
    expect(state['step']).toEqual(Int32Array.of(12));
    weights.forEach((weight, index) => expect(state[FILTER]![index]).toBeCloseTo(weight, 5));
  });

  it('runs the updates when no output is wanted', async () => {
    const session = await open(lineProgram());
    expect(await session.run('train', feeds(), [])).toEqual({});
    expect((await session.readState())['step']).toEqual(Int32Array.of(1));
  });

  it('sees what training changed when it predicts', async () => {
    const session = await open(lineProgram());
    await session.writeState({ [FILTER]: Float32Array.of(2, 3) });
    const { output } = await session.run('predict', { x: Float32Array.from(FEATURES) });
    expect([...output!].map((y) => Math.round(y * 1e4) / 1e4)).toEqual([0.8, 1.8, 2.8, 3.8]);
  });

  it('keeps no reference to the arrays that state is written from', async () => {
    const session = await open(lineProgram());
    // Large enough for memory that is aligned, which the binding shares instead of copying.
    const buffer = new ArrayBuffer(4096);
    for (let offset = 0; offset < 64; offset += 4) {
      const source = new Float32Array(buffer, offset, 2);
      source.set([offset, 1]);
      await session.writeState({ [FILTER]: source });
      source.fill(Number.NaN);
      expect((await session.readState())[FILTER]).toEqual(Float32Array.of(offset, 1));
    }
  });

  it('keeps no reference to a feed that becomes state', async () => {
    const b = new GraphBuilder();
    const x = b.input('x', { dtype: 'f32', shape: [1, 1024] });
    const latest = b.reshape(x, [1024]);
    const train: Graph = {
      name: 'train',
      inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
      outputs: { total: b.sum(x, [0, 1]) },
      updates: [{ state: 'latest', value: latest }],
    };
    const session = await open({
      batch: 1,
      state: [{ name: 'latest', type: latest.type, role: 'statistic', initializer: { kind: 'constant', value: 0 } }],
      graphs: { train, predict: { ...train, name: 'predict', updates: [] } },
    });
    const buffer = new ArrayBuffer(8192);
    for (let offset = 0; offset < 64; offset += 4) {
      const source = new Float32Array(buffer, offset, 1024).fill(offset);
      await session.run('train', { x: source });
      source.fill(-1);
      expect((await session.readState())['latest']!.every((value) => value === offset)).toBe(true);
    }
  });

  it('gives each session state of its own', async () => {
    const [first, second] = [await open(lineProgram()), await open(lineProgram())];
    await first.writeState({ [FILTER]: Float32Array.of(1, 2) });
    expect((await second.readState())[FILTER]).toEqual(new Float32Array(2));
  });

  it('reads all states before it writes any', async () => {
    const b = new GraphBuilder();
    const type = { dtype: 'f32', shape: [1000] } as const;
    const [left, right] = [b.state('left', type), b.state('right', type)];
    const train: Graph = {
      name: 'train',
      inputs: [],
      outputs: { left, right },
      updates: [
        { state: 'left', value: right },
        { state: 'right', value: left },
      ],
    };
    const variable = (name: string) =>
      ({ name, type, role: 'statistic', initializer: { kind: 'constant', value: 0 } }) as const;
    const session = await open({
      batch: 1,
      state: [variable('left'), variable('right')],
      graphs: { train, predict: train },
    });
    await session.writeState({ left: new Float32Array(1000).fill(1), right: new Float32Array(1000).fill(2) });
    for (let swap = 0; swap < 101; swap++) {
      const { left: shown } = await session.run('train', {});
      expect(shown![0]).toBe(swap % 2 === 0 ? 1 : 2);
    }
    const state = await session.readState();
    expect([state['left']![999], state['right']![999]]).toEqual([2, 1]);
  });

  it('names the layer and its place when TensorFlow stops', async () => {
    const b = new GraphBuilder();
    const x = b.input('x', { dtype: 'f32', shape: [1] });
    b.origin = { path: 'stage1[3].main.0', file: 'net.ang', line: 12 };
    const output = b.apply(finite, [x], {});
    const inputs = [{ name: 'x', value: x, source: { kind: 'features' } }] as const;
    const session = await open(predictOnly({ name: 'predict', inputs, outputs: { output }, updates: [] }));
    const failure = session.run('predict', { x: Float32Array.of(Number.NaN) });
    await expect(failure).rejects.toBeInstanceOf(EngineError);
    await expect(failure).rejects.toThrow(
      /^net\.ang:12: layer stage1\[3\]\.main\.0: TensorFlow stopped: not finite : Tensor had NaN values$/,
    );
    expect(await session.run('predict', { x: Float32Array.of(1) })).toEqual({ output: Float32Array.of(1) });
  });

  it('says which feed is missing or has the wrong size', async () => {
    const session = await open(lineProgram());
    await expect(session.run('train', { x: Float32Array.from(FEATURES) })).rejects.toThrow('needs target');
    await expect(session.run('train', { ...feeds(), x: new Float32Array(7) })).rejects.toThrow(
      'x has 7 elements; [4, 2] takes 8',
    );
    await expect(session.run('evaluate', {})).rejects.toThrow('no graph called evaluate');
    await expect(session.run('train', feeds(), ['accuracy'])).rejects.toThrow('no output called accuracy');
    await expect(session.writeState({ bias: new Float32Array(1) })).rejects.toThrow('no state called bias');
  });

  it('gives the same bits on every run', async () => {
    const runs = [];
    for (let run = 0; run < 3; run++) {
      const session = await open(lineProgram());
      for (let step = 0; step < 20; step++) await session.run('train', feeds());
      runs.push(await session.readState());
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it('keeps neither tensors nor files nor memory over many calls', async () => {
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('angnet-model-'));
    // A process that was killed while it loaded a model may have left its folder.
    const others = folders();
    const session = await open(lineProgram());
    expect(folders().filter((name) => !others.includes(name))).toEqual([]);
    for (let call = 0; call < 200; call++) await session.run('train', feeds());
    const before = process.memoryUsage().rss;
    for (let call = 0; call < 5000; call++) await session.run('train', feeds());
    expect(process.memoryUsage().rss - before).toBeLessThan(30e6);
  });

  it('refuses to work after it was disposed of', async () => {
    const session = await open(lineProgram());
    await session.dispose();
    await session.dispose();
    await expect(session.readState()).rejects.toThrow('disposed');
  });
});
