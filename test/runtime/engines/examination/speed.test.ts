import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sizeOf } from '../../../../compiler/graph/types.js';
import { operationsOf, rootsOf, type Program } from '../../../../compiler/graph/graph.js';
import { EngineError, type Engine, type Session } from '../../../../runtime/engines/engine.js';
import { convolutionProgram, elementwiseProgram } from '../../../../runtime/engines/examination/programs.js';
import { measureSpeed } from '../../../../runtime/engines/examination/speed.js';
import { flopOf, passes, tensorBytes } from '../../../../runtime/engines/examination/workload.js';
import { referenceEngine } from '../../../../runtime/engines/reference/index.js';

const SMALL = { batch: 2, size: 4, channels: 3, filter: 3 };

describe('the programs', () => {
  it('count a multiplication and an addition for each tap of each result', () => {
    expect(flopOf({ batch: 64, size: 16, channels: 32, filter: 3 })).toBe(2 * 64 * 16 * 16 * 32 * (3 * 3 * 32));
  });

  it.each(passes)('give the %s its shape, and need no feeds', (pass) => {
    const { state, graphs } = convolutionProgram(pass, SMALL);
    const result = state.find(({ name }) => name === 'result')!;
    expect(result.type.shape).toEqual(pass === 'filterGradient' ? [3, 3, 3, 3] : [2, 4, 4, 3]);
    expect(graphs.train!.inputs).toEqual([]);
  });

  it('double each element', async () => {
    const session = await referenceEngine.load(elementwiseProgram(3));
    await session.writeState({ x: Float32Array.of(1, 2, -3), done: Float32Array.of(0) });
    await session.run('train', {}, []);
    expect((await session.readState())['result']).toEqual(Float64Array.of(2, 4, -6));
  });
});

/** An engine whose steps take a known time by the clock that is set here, and every other one far longer. */
function slow(milliseconds: (program: Program) => number): Engine & { disposed: number } {
  const engine = {
    ...referenceEngine,
    disposed: 0,
    load: async (program: Program) => {
      let call = 0;
      const run = async () => {
        vi.advanceTimersByTime(milliseconds(program) * (call++ % 2 === 0 ? 3 : 1));
        return {};
      };
      const dispose = async () => void engine.disposed++;
      return { program, run, dispose, writeState: async () => {}, readState: async () => ({}) } satisfies Session;
    },
  };
  return engine;
}

describe('measuring', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => vi.useRealTimers());

  it('goes by the shortest step, and frees what it loads', async () => {
    const bytes = 2 ** 20;
    const engine = slow(({ state }) => (sizeOf(state[0]!.type.shape) === bytes / 4 ? 2 : 4));
    const { convolution, bf16, bandwidth } = await measureSpeed(engine, bytes);
    const rate = flopOf({ batch: 64, size: 16, channels: 32, filter: 3 }) / 4e6;
    for (const pass of passes) expect(convolution[pass]).toBeCloseTo(rate, 9);
    for (const pass of passes) expect(bf16![pass]).toBeCloseTo(rate, 9);
    expect(bandwidth).toBeCloseTo((2 * bytes) / 2e6, 9);
    expect(engine.disposed).toBe(7);
  });

  it('calls a slow engine seven times for each program', async () => {
    let calls = 0;
    const engine = slow(() => {
      calls++;
      return 20;
    });
    await measureSpeed(engine, 2 ** 20);
    expect(calls).toBe(7 * 7);
  });

  it('calls a far slower one until a second is over, but once', async () => {
    let calls = 0;
    const measured = async (milliseconds: number) => {
      calls = 0;
      const engine = slow(() => {
        calls++;
        return milliseconds;
      });
      await measureSpeed({ ...engine, lacksBf16: true }, 2 ** 20);
      return calls;
    };
    // Every other call takes three times as long: 900, 300.
    expect(await measured(300)).toBe(4 * 2);
    expect(await measured(5000)).toBe(4);
  });

  it('measures no bf16 where an engine lacks it or fails at it', async () => {
    const lacking = { ...slow(() => 1), lacksBf16: true as const };
    expect(await measureSpeed(lacking, 2 ** 20)).not.toHaveProperty('bf16');
    const works = slow(() => 1);
    const load = async (program: Program) => {
      const types = operationsOf(rootsOf(program.graphs.train!)).map(({ results }) => results[0]!.type.dtype);
      if (types.includes('bf16')) throw new EngineError('no bf16 here');
      return works.load(program);
    };
    expect(await measureSpeed({ ...works, load }, 2 ** 20)).not.toHaveProperty('bf16');
  });

  it('takes a tensor that no cache holds and the memory does', () => {
    const [MiB, GiB] = [2 ** 20, 2 ** 30];
    expect(tensorBytes(undefined, 32 * GiB)).toBe(64 * MiB);
    expect(tensorBytes(8 * MiB, 32 * GiB)).toBe(64 * MiB);
    expect(tensorBytes(96 * MiB, 32 * GiB)).toBe(192 * MiB);
    expect(tensorBytes(1024 * MiB, 1024 * GiB)).toBe(512 * MiB);
    expect(tensorBytes(96 * MiB, 512 * MiB)).toBe(32 * MiB);
    expect(tensorBytes(undefined, 1001) % 4).toBe(0);
  });
});
