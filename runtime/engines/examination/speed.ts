import { sizeOf } from '../../../compiler/graph/types.js';
import type { Program } from '../../../compiler/graph/graph.js';
import type { Engine, HostTensors } from '../engine.js';
import type { Speed } from './examination.js';
import { convolutionProgram, elementwiseProgram } from './programs.js';
import { CONVOLUTION, flopOf, passes, type Pass } from './workload.js';

/** How long each of the four is measured. */
const MEASURE_MS = 100;
const WARM_UP = 2;
const FEWEST_CALLS = 5;

/**
 * Measures an engine that works.
 * @param bytes size of the tensor for the bandwidth
 * @throws {EngineError} when it fails meanwhile
 */
export async function measureSpeed(engine: Engine, bytes: number): Promise<Speed> {
  const convolution: Partial<Record<Pass, number>> = {};
  for (const pass of passes) {
    convolution[pass] = flopOf(CONVOLUTION) / (await milliseconds(engine, convolutionProgram(pass, CONVOLUTION))) / 1e6;
  }
  const bandwidth = (2 * bytes) / (await milliseconds(engine, elementwiseProgram(bytes / 4))) / 1e6;
  return { convolution: convolution as Record<Pass, number>, bandwidth };
}

/** The shortest step, since whatever disturbs one makes it longer. */
async function milliseconds(engine: Engine, program: Program): Promise<number> {
  const session = await engine.load(program);
  try {
    await session.writeState(ones(program));
    const times: number[] = [];
    for (let call = 0; call < WARM_UP; call++) await session.run('train', {}, []);
    const end = performance.now() + MEASURE_MS;
    while (times.length < FEWEST_CALLS || performance.now() < end) {
      const start = performance.now();
      await session.run('train', {}, []);
      times.push(performance.now() - start);
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
