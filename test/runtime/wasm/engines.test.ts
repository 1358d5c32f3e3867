import { describe, expect, it } from 'vitest';
import { cpuEngine } from '../../../runtime/engines/cpu/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { expectClose } from '../../compiler/primitives/close.js';
import { lenetFeeds, lenetProgram, lenetState, MIDDLE_LENET, SMALL_LENET } from '../../support/lenet.js';
import { randomProgram } from '../../support/random-graph.js';
import { open } from './support.js';

const engines = [wasmEngine, cpuEngine];
const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe.each(engines)('the $name engine', (engine) => {
  it.each(seeds)('computes random graph %i and its updates as the reference engine does', async (seed) => {
    const { program, feeds, state } = randomProgram(seed);
    const [session, reference] = [await open(engine, program, state), await referenceEngine.load(program)];
    await reference.writeState(state);
    for (let call = 0; call < 3; call++) {
      const [actual, expected] = [await session.run('train', feeds), await reference.run('train', feeds)];
      expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, numbers] of Object.entries(expected)) {
        if (name !== 'mask') expectClose(actual[name]!, numbers, 1e-4, `${name} of call ${call}`);
      }
      const [after, wanted] = [await session.readState(), await reference.readState()];
      for (const [name, numbers] of Object.entries(wanted)) expectClose(after[name]!, numbers, 1e-4, `state ${name}`);
    }
    await session.dispose();
  });

  it.each([SMALL_LENET, MIDDLE_LENET])('trains LeNet of sizes %o as the reference engine does', async (sizes) => {
    const program = lenetProgram(sizes);
    const state = lenetState(program);
    const [session, reference] = [await open(engine, program, state), await referenceEngine.load(program)];
    await reference.writeState(state);
    for (let step = 0; step < 5; step++) {
      const feeds = lenetFeeds(sizes, step);
      const [actual, expected] = [await session.run('train', feeds), await reference.run('train', feeds)];
      expectClose(actual['loss']!, expected['loss']!, 1e-5, `loss of step ${step}`);
      expect(actual['correct']![0]).toBe(expected['correct']![0]);
    }
    const [after, wanted] = [await session.readState(), await reference.readState()];
    // Adam moves a weight by its learning rate in the direction of a gradient however small it is.
    for (const [name, numbers] of Object.entries(wanted)) expectClose(after[name]!, numbers, 2e-4, name);
    await session.dispose();
  });
});
