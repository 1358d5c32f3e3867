import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Program } from '../../../compiler/graph/graph.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { EngineError } from '../../../runtime/engines/engine.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';

const vector = { dtype: 'f32', shape: [2] } as const;

/** Two variables that exchange their values at each call, one of them plus what is fed. */
function exchange(): Program {
  const b = new GraphBuilder();
  const [x, left, right] = [b.input('x', vector), b.state('left', vector), b.state('right', vector)];
  const graph = (name: string, updates: Graph['updates']): Graph => ({
    name,
    inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
    outputs: { sum: b.sum(b.add(left, right), [0]), double: b.mul(x, 2) },
    updates,
  });
  const initializer = { kind: 'constant', value: 0 } as const;
  return {
    batch: 2,
    state: ['left', 'right'].map((name) => ({ name, type: vector, role: 'weight', initializer })),
    graphs: {
      train: graph('train', [
        { state: 'left', value: b.add(right, x) },
        { state: 'right', value: left },
      ]),
      predict: graph('predict', []),
    },
  };
}

const start = { left: Float32Array.of(1, 2), right: Float32Array.of(10, 20) };

async function session() {
  const one = await referenceEngine.load(exchange());
  await one.writeState(start);
  return one;
}

describe('the reference engine', () => {
  it('reads all state before it writes any', async () => {
    const one = await session();
    const { sum } = await one.run('train', { x: Float32Array.of(100, 200) });
    expect(sum).toEqual(Float64Array.of(33));
    expect(await one.readState()).toEqual({ left: Float64Array.of(110, 220), right: Float64Array.of(1, 2) });
  });

  it('changes nothing without updates, and gives the outputs that are wanted', async () => {
    const one = await session();
    const outputs = await one.run('predict', { x: Float32Array.of(3, 4) }, ['double']);
    expect(outputs).toEqual({ double: Float64Array.of(6, 8) });
    expect(await one.readState()).toEqual({ left: Float64Array.of(1, 2), right: Float64Array.of(10, 20) });
  });

  it('shares no memory with its caller', async () => {
    const one = await session();
    const mine = Float64Array.of(5, 6);
    await one.writeState({ left: mine });
    mine.fill(0);
    (await one.readState())['left']!.fill(0);
    expect((await one.readState())['left']).toEqual(Float64Array.of(5, 6));
  });

  it('is always there', async () => {
    expect(await referenceEngine.probe()).toMatchObject({ available: true });
  });

  it.each([
    ['an input that is missing', {}, 'The input `x` has no value.'],
    ['an input of another size', { x: Float32Array.of(1) }, 'The input `x` takes 2 numbers, not 1.'],
  ])('refuses %s', async (_, feeds, message) => {
    const one = await session();
    await expect(one.run('train', feeds)).rejects.toThrow(new EngineError(message));
    expect(await one.readState()).toEqual({ left: Float64Array.of(1, 2), right: Float64Array.of(10, 20) });
  });

  it('refuses state and graphs that the program lacks, and writes nothing then', async () => {
    const one = await session();
    const wrong = { left: Float32Array.of(0, 0), middle: Float32Array.of(0, 0) };
    await expect(one.writeState(wrong)).rejects.toThrow('The program has no state variable `middle`.');
    await expect(one.writeState({ right: Float32Array.of(0) })).rejects.toThrow('`right` takes 2 numbers, not 1.');
    await expect(one.run('evaluate', {})).rejects.toThrow('The program has no graph `evaluate`.');
    await expect(one.run('predict', { x: Float32Array.of(0, 0) }, ['none'])).rejects.toThrow('has no output `none`');
    expect((await one.readState())['left']).toEqual(Float64Array.of(1, 2));
  });

  it('refuses to run before its state is written and after it was disposed of', async () => {
    const one = await referenceEngine.load(exchange());
    await expect(one.run('predict', { x: Float32Array.of(0, 0) })).rejects.toThrow('The state `left` has no value.');
    await one.writeState(start);
    await one.dispose();
    await expect(one.run('predict', { x: Float32Array.of(0, 0) })).rejects.toThrow('The state `left` has no value.');
  });

  it('evaluates graphs as a pure function', () => {
    const graph = exchange().graphs.train!;
    const state = { left: [1, 2], right: [10, 20] };
    const { outputs, updates } = evaluateGraph(graph, { x: [0.5, 0.25] }, state);
    expect(outputs).toEqual({ sum: Float64Array.of(33), double: Float64Array.of(1, 0.5) });
    expect(updates).toEqual({ left: Float64Array.of(10.5, 20.25), right: Float64Array.of(1, 2) });
    expect(state).toEqual({ left: [1, 2], right: [10, 20] });
  });
});
