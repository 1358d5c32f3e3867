import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import type { HostTensors } from '../../../runtime/engines/engine.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { LENET, lenetFeeds, lenetProgram, lenetState, SMALL_LENET } from '../../support/lenet.js';
import { randomProgram } from '../../support/random-graph.js';
import { held, open } from './support.js';

/** Milliseconds for a thousand small steps or some large ones on a machine that others use too. */
const PATIENCE = 60_000;

describe('the memory of the wasm engine', { timeout: PATIENCE }, () => {
  it('is the same after each of 1,000 training steps', async () => {
    const program = lenetProgram(SMALL_LENET);
    const session = await open(wasmEngine, program, lenetState(program));
    const feeds = lenetFeeds(SMALL_LENET);
    await session.run('train', feeds);
    const before = held();
    for (let step = 0; step < 1000; step++) {
      await session.run('train', feeds, ['loss']);
      if (step === 0) Object.assign(before, held()); // another set of outputs has constants of its own
      expect(held()).toEqual(before);
    }
    await session.dispose();
  });

  it("does not grow by the packed weights that convolutions and products keep for each step's filters", async () => {
    const program = lenetProgram(LENET);
    const session = await open(wasmEngine, program, lenetState(program));
    const feeds = lenetFeeds(LENET);
    for (let step = 0; step < 4; step++) await session.run('train', feeds);
    const { heap: before } = held();
    for (let step = 0; step < 20; step++) await session.run('train', feeds, []);
    // A step packs some 15 MB of them; the heap itself grows in leaps, by fragments.
    expect(held().heap - before).toBeLessThan(20 * 2 ** 20);
    await session.dispose();
  });

  it('is given back when a session ends', async () => {
    const program = lenetProgram(SMALL_LENET);
    await (await open(wasmEngine, program, lenetState(program))).dispose();
    const { heap: _, ...before } = held();
    const session = await open(wasmEngine, program, lenetState(program));
    await session.run('train', lenetFeeds(SMALL_LENET));
    await session.run('predict', { image: lenetFeeds(SMALL_LENET)['image']! }, ['feature']);
    await session.dispose();
    expect(held()).toMatchObject(before);
  });

  it('is given back when a step fails', async () => {
    const { program, feeds, state } = randomProgram(3);
    const session = await open(wasmEngine, program, state);
    await session.run('train', feeds);
    const before = held();
    let steps = 0;
    session.observer = () => {
      if (++steps === 7) throw new Error('stop');
    };
    await expect(session.run('train', feeds)).rejects.toThrow('stop');
    expect(held()).toEqual(before);
    await session.dispose();
  });

  it.each([1, 2, 3, 4, 5, 6])("has the plan's peak at its worst moment on random graph %i", async (seed) => {
    const { program, feeds, state } = randomProgram(seed);
    await expectPeak(program, state, feeds);
  });

  it("has the plan's peak at its worst moment on a LeNet training step", async () => {
    const program = lenetProgram(SMALL_LENET);
    await expectPeak(program, lenetState(program), lenetFeeds(SMALL_LENET));
  });
});

/** Compares the plan with what tfjs counts from step to step; states that the graph doesn't read are left out. */
async function expectPeak(program: Program, state: HostTensors, feeds: HostTensors): Promise<void> {
  const before = memory().numBytes;
  const session = await open(wasmEngine, program, state);
  const plan = session.planOf('train');
  const read = new Set(plan.states.map(({ name }) => name));
  const unread = program.state.filter(({ name }) => !read.has(name));
  const others = before + unread.reduce((sum, { type }) => sum + 4 * sizeOf(type.shape), 0);
  let observed = 0;
  session.observer = () => {
    observed = Math.max(observed, memory().numBytes - others);
  };
  await session.run('train', feeds);
  await session.dispose();
  expect(observed).toBe(plan.peakBytes);
}
