import { describe, expect, it } from 'vitest';
import { examineEngines } from '../../../../runtime/engines/examination/examine.js';
import { passes, type Examined } from '../../../../runtime/engines/examination/index.js';
import type { EngineName } from '../../../../runtime/engines/engine.js';
import { describeNative } from '../../../support/needs.js';

function expectPassed(examined: Examined | undefined): void {
  if (examined?.outcome !== 'passed') throw new Error(`It ${examined?.outcome}: ${examined?.reason}`);
  for (const pass of passes) expect(examined.speed.convolution[pass]).toBeGreaterThan(0.1);
  expect(examined.speed.bandwidth).toBeGreaterThan(0.1);
}

describe('examining', () => {
  it('measures wasm in a process of its own', async () => {
    const { date, bytes, engines } = await examineEngines(['wasm']);
    expect(engines).toMatchObject([{ name: 'wasm', device: 'CPU' }]);
    expectPassed(engines[0]);
    expect(bytes).toBeGreaterThanOrEqual(2 ** 25);
    expect(Math.abs(Date.now() - Date.parse(date))).toBeLessThan(60_000);
  }, 60_000);

  it('gives an engine up that takes too long, and knows nothing of it then', async () => {
    const start = performance.now();
    expect((await examineEngines(['wasm'], 100)).engines).toEqual([
      { name: 'wasm', outcome: 'untried', reason: 'It took longer than 0.1 s.' },
    ]);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('says what a process fails with', async () => {
    const [examined] = (await examineEngines(['none' as EngineName])).engines;
    expect(examined).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/is not a function/) });
  }, 30_000);

  it('says that no process can be started', async () => {
    const node = process.execPath;
    process.execPath = '/missing/node';
    try {
      const [examined] = (await examineEngines(['wasm'])).engines;
      expect(examined).toMatchObject({ outcome: 'untried', reason: expect.stringContaining('ENOENT') });
    } finally {
      process.execPath = node;
    }
  });
});

describeNative('examining the native engine', () => {
  it('measures it', async () => {
    expectPassed((await examineEngines(['native'])).engines[0]);
  }, 60_000);
});
