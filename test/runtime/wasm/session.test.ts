import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Program } from '../../../compiler/graph/graph.js';
import { tensor } from '../../../compiler/graph/types.js';
import { cpuEngine } from '../../../runtime/engines/cpu/index.js';
import { EngineError, type Session } from '../../../runtime/engines/engine.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { lenetFeeds, lenetProgram, lenetState, SMALL_LENET } from '../../support/lenet.js';
import { open } from './support.js';

/** Two states that change places at each call, and one that takes over what is fed. */
function swapProgram(): Program {
  const b = new GraphBuilder();
  const type = tensor('f32', [2]);
  const x = b.input('x', type);
  const [left, right] = [b.state('left', type), b.state('right', type)];
  const train: Graph = {
    name: 'train',
    inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
    outputs: { sum: b.add(left, right), positive: b.greater(left, 0) },
    updates: [
      { state: 'left', value: right },
      { state: 'right', value: left },
      { state: 'fed', value: x },
    ],
  };
  const state = ['left', 'right', 'fed'].map((name) => {
    return { name, type, role: 'statistic', initializer: { kind: 'constant', value: 0 } } as const;
  });
  const predict: Graph = { name: 'predict', inputs: [], outputs: { left: b.mul(left, 2) }, updates: [] };
  return { batch: 2, state, graphs: { train, predict } };
}

const start = { left: Float32Array.of(1, -2), right: Float32Array.of(3, 4), fed: new Float32Array(2) };
const feeds = { x: Float32Array.of(5, 6) };

async function losses(session: Session, steps: number): Promise<number[]> {
  const found: number[] = [];
  for (let step = 0; step < steps; step++) {
    found.push((await session.run('train', lenetFeeds(SMALL_LENET, step), ['loss']))['loss']![0]!);
  }
  return found;
}

describe.each([wasmEngine, cpuEngine])('a session of the $name engine', (engine) => {
  it('reads all states before it writes any', async () => {
    const session = await open(engine, swapProgram(), start);
    await session.run('train', feeds);
    expect(await session.readState()).toEqual({ left: start.right, right: start.left, fed: feeds.x });
    await session.run('train', feeds);
    expect(await session.readState()).toEqual({ ...start, fed: feeds.x });
  });

  it('keeps nothing of the arrays that it was given', async () => {
    const [state, fed] = [{ ...start, left: Float32Array.of(1, -2) }, { x: Float32Array.of(5, 6) }];
    const session = await open(engine, swapProgram(), state);
    await session.run('train', fed);
    state.left.fill(99);
    fed.x.fill(99);
    expect(await session.readState()).toEqual({ left: start.right, right: start.left, fed: feeds.x });
  });

  it('hands out copies', async () => {
    const session = await open(engine, swapProgram(), start);
    (await session.readState())['left']!.fill(99);
    (await session.run('predict', {}))['left']!.fill(99);
    expect((await session.readState())['left']).toEqual(start.left);
  });

  it('gives the outputs asked for, conditions as 0 and 1', async () => {
    const session = await open(engine, swapProgram(), start);
    expect(await session.run('train', feeds, ['positive'])).toEqual({ positive: Int32Array.of(1, 0) });
    expect(await session.run('train', feeds, [])).toEqual({});
    expect(Object.keys(await session.run('train', feeds))).toEqual(['sum', 'positive']);
  });

  it('takes float64 data, as checkpoints of the reference engine hold', async () => {
    const session = await open(engine, swapProgram(), { ...start, left: Float64Array.of(0.5, 0.25) });
    expect((await session.readState())['left']).toEqual(Float32Array.of(0.5, 0.25));
  });

  it('says in a sentence what was wrong with a call, and stays usable', async () => {
    const session = await open(engine, swapProgram(), start);
    const mistakes: readonly [() => Promise<unknown>, string][] = [
      [() => session.run('train', {}), 'Input `x` of the graph `train` was not fed.'],
      [() => session.run('train', { x: new Float32Array(3) }), 'Input `x` takes 2 numbers (f32[2]), not 3.'],
      [() => session.run('train', feeds, ['los']), 'The graph `train` has no output called `los`.'],
      [() => session.run('evaluate', {}), 'The program has no graph called `evaluate`.'],
      [() => session.writeState({ middle: new Float32Array(2) }), 'The program has no state variable called `middle`.'],
      [
        () => session.writeState({ left: new Float32Array(1) }),
        'State variable `left` takes 2 numbers (f32[2]), not 1.',
      ],
    ];
    for (const [call, message] of mistakes) await expect(call()).rejects.toThrow(new EngineError(message));
    expect(await session.readState()).toEqual(start);
  });

  it('asks for state that was never written', async () => {
    const session = await engine.load(swapProgram());
    await expect(session.run('train', feeds)).rejects.toThrow('State variable `left` was never written.');
  });

  it('does not disturb others, of its own and of the other engine', async () => {
    const program = lenetProgram(SMALL_LENET);
    const alone = await losses(await open(engine, program, lenetState(program)), 3);
    const together = [
      await open(engine, program, lenetState(program)),
      await open(cpuEngine, program, lenetState(program)),
      await open(wasmEngine, program, lenetState(program)),
      await open(engine, program, lenetState(program, 7)),
    ];
    const found = await Promise.all(together.map((session) => losses(session, 3)));
    expect(found[0]).toEqual(alone);
    expect(found[3]).not.toEqual(alone);
    found.slice(1, 3).forEach((others) => others.forEach((loss, step) => expect(loss).toBeCloseTo(alone[step]!, 5)));
  });
});

describe('the memory that wasm can address', () => {
  it('is compared with what a graph needs before anything is run', async () => {
    const b = new GraphBuilder();
    const large = b.exp(b.input('x', tensor('f32', [40000, 10000])));
    const outputs = { y: b.mul(large, b.sin(large)) };
    const x = { name: 'x', value: large.producer.inputs[0]!, source: { kind: 'features' } } as const;
    const program: Program = {
      batch: 1,
      state: [],
      graphs: { predict: { name: 'predict', inputs: [x], outputs, updates: [] } },
    };
    const session = await wasmEngine.load(program);
    const feed = { length: 4e8 } as unknown as Float32Array;
    await expect(session.run('predict', { x: feed })).rejects.toThrow(
      /needs 4\.\d GB, but the wasm engine can address 3\.5 GB/,
    );
  });
});
