import type { Program } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import type { Engine, HostTensors } from '../engine.js';
import { evaluateGraph } from '../reference/evaluate.js';
import { selfTest } from '../self-test.js';
import { convolutionProgram } from './programs.js';
import { passes, type Convolution } from './workload.js';

const SMALL: Convolution = { batch: 2, size: 5, channels: 3, filter: 3 };

/**
 * How far results may be from those in float64, as a part of the largest. f32 stays far below; TensorFloat-32, which
 * users of GPUs can turn on, rounds factors to 11 bits.
 */
const TOLERANCE = 5e-3;

/**
 * Whether an engine computes what it should: the steps of the self-test, and the three passes of a convolution beside
 * the reference engine.
 * @returns what went wrong, a sentence; undefined when all is right
 */
export async function checkCorrectness(engine: Engine): Promise<string | undefined> {
  const failure = await selfTest(engine);
  if (failure !== undefined) return failure;
  for (const pass of passes) {
    const program = convolutionProgram(pass, SMALL);
    const state = waves(program);
    const expected = evaluateGraph(program.graphs.train!, {}, state).updates['result']!;
    const difference = largestDifference(await resultOf(engine, program, state), expected);
    // Written so that NaN is wrong too.
    if (!(difference <= TOLERANCE)) return `Its ${names[pass]} of a convolution is wrong.`;
  }
  return undefined;
}

const names = { forward: 'forward pass', inputGradient: 'input gradient', filterGradient: 'filter gradient' } as const;

async function resultOf(engine: Engine, program: Program, state: HostTensors): Promise<ArrayLike<number>> {
  const session = await engine.load(program);
  try {
    await session.writeState(state);
    await session.run('train', {}, []);
    return (await session.readState())['result']!;
  } finally {
    await session.dispose();
  }
}

/** Numbers of both signs that don't repeat. */
function waves({ state }: Program): HostTensors {
  const entries = state.map(({ name, type }, variable) => {
    const numbers = Float32Array.from({ length: sizeOf(type.shape) }, (_, at) => Math.sin(at + variable));
    return [name, numbers] as const;
  });
  return Object.fromEntries(entries);
}

function largestDifference(found: ArrayLike<number>, expected: Float64Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (found.length !== expected.length) return Number.NaN;
  return expected.reduce((most, value, at) => Math.max(most, Math.abs(found[at]! - value)), 0) / largest;
}
