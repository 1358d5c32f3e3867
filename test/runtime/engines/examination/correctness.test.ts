import { describe, expect, it } from 'vitest';
import type { Engine, HostTensors, Session } from '../../../../runtime/engines/engine.js';
import { checkCorrectness } from '../../../../runtime/engines/examination/correctness.js';
import { referenceEngine } from '../../../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../../../runtime/engines/wasm/index.js';
import { cpuEngine } from '../../../../runtime/engines/cpu/index.js';

/** The reference engine with its results of one size changed. */
function damaged(change: (state: HostTensors, session: Session) => HostTensors): Engine {
  return {
    ...referenceEngine,
    load: async (program) => {
      const session = await referenceEngine.load(program);
      const read = session.readState.bind(session);
      return Object.assign(session, { readState: async () => change(await read(), session) });
    },
  };
}

/** Changes the result of the pass that doesn't read a state. */
function damagedWithout(state: string, change: (result: Float64Array) => Float64Array): Engine {
  return damaged((all) => (state in all ? all : { ...all, result: change(all['result'] as Float64Array) }));
}

describe('the check of correctness', () => {
  it.each([referenceEngine, wasmEngine, cpuEngine])('passes an engine that works', async (engine) => {
    expect(await checkCorrectness(engine)).toBeUndefined();
  });

  it.each([
    ['dy', 'forward pass'],
    ['x', 'input gradient'],
    ['filter', 'filter gradient'],
  ])('notices a convolution that is wrong in one number, reading all but %s', async (state, name) => {
    const nudged = damagedWithout(state, (result) => result.with(3, result[3]! + 0.5));
    expect(await checkCorrectness(nudged)).toBe(`Its ${name} of a convolution is wrong.`);
    const undefinedNumber = damagedWithout(state, (result) => result.with(3, Number.NaN));
    expect(await checkCorrectness(undefinedNumber)).toBe(`Its ${name} of a convolution is wrong.`);
    const short = damagedWithout(state, (result) => result.slice(1));
    expect(await checkCorrectness(short)).toBe(`Its ${name} of a convolution is wrong.`);
  });

  it('allows for rounding', async () => {
    const rounded = damagedWithout('dy', (result) => result.map(Math.fround));
    expect(await checkCorrectness(rounded)).toBeUndefined();
  });

  it('says what the self-test says', async () => {
    const broken: Engine = { ...referenceEngine, load: () => Promise.reject(new Error('no memory')) };
    expect(await checkCorrectness(broken)).toBe('no memory');
  });
});
