/**
 * How long whole training steps of LeNet take on the wasm engine beside the forward convolution that dominates the
 * padded one: 5x5, 20 to 50 channels at 14x14 pixels, batch 128. All in turns, the lowest of each.
 * `npx tsx bench/wasm-steps.ts`
 */
import { GraphBuilder } from '../compiler/graph/builder.js';
import type { Graph, Program } from '../compiler/graph/graph.js';
import { sizeOf, tensor, type Shape } from '../compiler/graph/types.js';
import type { HostTensors, Session } from '../runtime/engines/engine.js';
import { wasmEngine } from '../runtime/engines/wasm/index.js';
import { initialState } from '../runtime/random/index.js';
import { machine } from './machine.js';
import { noise } from './measure.js';
import { benchmarkProgram } from './nets.js';

const ROUNDS = 25;
const OPTIONS = { batch: 128, widths: [16, 32, 64] } as const;

interface Contender {
  readonly name: string;
  readonly session: Session;
  readonly feeds: HostTensors;
}

async function step(name: string): Promise<Contender> {
  const { program, classes } = benchmarkProgram(name, OPTIONS);
  const session = await wasmEngine.load(program);
  await session.writeState(initialState(program, 0));
  return { name, session, feeds: noise(program.graphs.train!, classes) };
}

/** Reads its operands from state, so that nothing is uploaded. */
async function convolution(): Promise<Contender> {
  const shapes: Readonly<Record<string, Shape>> = {
    x: [128, 14, 14, 20],
    filter: [5, 5, 20, 50],
    y: [128, 14, 14, 50],
  };
  const b = new GraphBuilder();
  const [x, filter] = ['x', 'filter'].map((name) => b.state(name, tensor('f32', shapes[name]!)));
  const y = b.conv(x!, filter!, { strides: [1, 1], dilations: [1, 1], padding: [2, 2, 2, 2] });
  const train: Graph = { name: 'train', inputs: [], outputs: {}, updates: [{ state: 'y', value: y }] };
  const state: Program['state'] = Object.entries(shapes).map(([name, shape]) => {
    return { name, type: tensor('f32', shape), role: 'statistic', initializer: { kind: 'constant', value: 0 } };
  });
  const predict: Graph = { ...train, name: 'predict', updates: [] };
  const session = await wasmEngine.load({ batch: 128, state, graphs: { train, predict } });
  const numbers = (shape: Shape) => Float32Array.from({ length: sizeOf(shape) }, (_, index) => Math.sin(index));
  await session.writeState(Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, numbers(shape)])));
  return { name: 'conv 5x5 20->50 at 14x14', session, feeds: {} };
}

const contenders = [await convolution(), await step('lenet-angular'), await step('lenet-padded')];
const lowest = contenders.map(() => Infinity);
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { session, feeds }] of contenders.entries()) {
    const start = performance.now();
    await session.run('train', feeds, []);
    lowest[index] = Math.min(lowest[index]!, performance.now() - start);
  }
}
for (const [index, { name, session }] of contenders.entries()) {
  const ratio = (lowest[index]! / lowest[0]!).toFixed(1);
  process.stdout.write(`${name.padEnd(26)} ${lowest[index]!.toFixed(1).padStart(7)} ms ${ratio.padStart(5)}x\n`);
  await session.dispose();
}
process.stdout.write(`${machine()}\n`);
