import { afterEach, describe, expect, it, vi } from 'vitest';
import { cpuEngine } from '../../../runtime/engines/cpu/index.js';
import { wasmEngine } from '../../../runtime/engines/wasm/index.js';
import { lenetFeeds, lenetProgram, lenetState, SMALL_LENET } from '../../support/lenet.js';
import { open } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([wasmEngine, cpuEngine])('the $name engine', (engine) => {
  it('is available', async () => {
    expect(await engine.probe()).toMatchObject({ available: true });
  });

  it('prints nothing and leaves no handlers of process events behind', async () => {
    const written = vi.fn(() => true);
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation(written);
    const events = ['uncaughtException', 'unhandledRejection', 'exit', 'SIGINT'] as const;
    const handlers = (): number[] => events.map((event) => process.listenerCount(event));
    const before = handlers();
    const program = lenetProgram(SMALL_LENET);
    const session = await open(engine, program, lenetState(program));
    await session.run('train', lenetFeeds(SMALL_LENET));
    await session.dispose();
    expect(written).not.toHaveBeenCalled();
    expect(handlers()).toEqual(before);
  });
});
