import { describe, expect, it } from 'vitest';
import { chooseEngine, engineNames, probeEngines } from '../../../runtime/engines/index.js';
import type { Engine, Session } from '../../../runtime/engines/engine.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { selfTest } from '../../../runtime/engines/self-test.js';

describe('choosing an engine', () => {
  it('gives the one that is asked for', async () => {
    for (const name of ['wasm', 'cpu', 'reference']) expect((await chooseEngine(name)).engine.name).toBe(name);
  });

  it('automatically gives the fastest that is there, and names what would be faster', async () => {
    const available = (await probeEngines())
      .filter(({ availability }) => availability.available)
      .map(({ name }) => name);
    const { engine, faster } = await chooseEngine('auto');
    expect(engine.name).toBe(available[0]);
    expect(faster.map(({ name }) => name)).toEqual(engineNames.slice(0, engineNames.indexOf(engine.name)));
  }, 60_000);

  it('knows that wasm is faster than cpu', async () => {
    expect((await chooseEngine('cpu')).faster).toContainEqual({ name: 'wasm' });
  });

  it.each(['', 'toString', 'WASM', 'gpu'])('there is no engine %j', async (name) => {
    await expect(chooseEngine(name)).rejects.toThrow(`There is no engine \`${name}\`.`);
  });
});

describe('the self-test', () => {
  const broken = (change: Partial<Session>): Engine => ({
    ...referenceEngine,
    load: async (program) => Object.assign(await referenceEngine.load(program), change),
  });

  it('passes an engine that works', async () => {
    expect(await selfTest(referenceEngine)).toBeUndefined();
  });

  it('notices wrong numbers, lost updates and failures', async () => {
    const loses = broken({ run: async () => ({ loss: Float32Array.of(73) }) });
    expect(await selfTest(loses)).toBe('It computed 73 and 73 instead of 73 and 146.');
    const fails = broken({ writeState: () => Promise.reject(new Error('no memory')) });
    expect(await selfTest(fails)).toBe('no memory');
  });
});
