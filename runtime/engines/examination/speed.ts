import { sizeOf, type FloatDType } from '../../../compiler/graph/types.js';
import type { Program } from '../../../compiler/graph/graph.js';
import { EngineError, type Engine, type HostTensors } from '../engine.js';
import type { Speed } from './examination.js';
import { convolutionProgram, elementwiseProgram } from './programs.js';
import { CONVOLUTION, flopOf, passes, type Pass } from './workload.js';

/** How long each program is measured, once its first step is done. */
const MEASURE_MS = 100;
/** The first ones are slow: memory is not yet there, and kernels aren't chosen. */
const FEWEST_CALLS = 7;
/** For a program that is so slow that even these are too many. */
const LIMIT_MS = 1000;

/**
 * Measures an engine that works.
 * @param bytes size of the tensor for the bandwidth
 * @throws {EngineError} when it fails meanwhile
 */
export async function measureSpeed(engine: Engine, bytes: number): Promise<Speed> {
  const convolution = await convolutionRates(engine, 'f32');
  const bf16 = engine.lacksBf16 ? undefined : await convolutionRates(engine, 'bf16').catch(ignoreEngineError);
  const bandwidth = (2 * bytes) / (await milliseconds(engine, elementwiseProgram(bytes / 4))) / 1e6;
  return { convolution, ...(bf16 && { bf16 }), bandwidth };
}

/** GFLOP/s of each pass. */
async function convolutionRates(engine: Engine, dtype: FloatDType): Promise<Record<Pass, number>> {
  const rates: Partial<Record<Pass, number>> = {};
  for (const pass of passes) {
    const time = await milliseconds(engine, convolutionProgram(pass, CONVOLUTION, dtype));
    rates[pass] = flopOf(CONVOLUTION) / time / 1e6;
  }
  return rates as Record<Pass, number>;
}

/** bf16 is asked for by few, so that an engine that fails at it is still one to take. */
function ignoreEngineError(cause: unknown): undefined {
  if (!(cause instanceof EngineError)) throw cause;
}

/** The shortest step, since whatever disturbs one makes it longer. */
async function milliseconds(engine: Engine, program: Program): Promise<number> {
  const session = await engine.load(program);
  try {
    await session.writeState(ones(program));
    const times: number[] = [];
    let [now, end] = [performance.now(), Infinity];
    const limit = now + LIMIT_MS;
    while ((times.length < FEWEST_CALLS || now < end) && (times.length === 0 || now < limit)) {
      const start = performance.now();
      await session.run('train', {}, []);
      now = performance.now();
      times.push(now - start);
      end = Math.min(end, now + MEASURE_MS);
    }
    return Math.min(...times);
  } finally {
    await session.dispose();
  }
}

/** What is multiplied takes no part in how long it takes, denormal numbers apart. */
function ones({ state }: Program): HostTensors {
  return Object.fromEntries(state.map(({ name, type }) => [name, new Float32Array(sizeOf(type.shape)).fill(1)]));
}
