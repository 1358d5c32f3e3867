/**
 * How fast the gradients of convolutions run on the wasm engine, beside its forward convolutions: LeNet's two, batch
 * 128, and the second of a LeNet that pads its images, in GFLOP/s. `npx tsx bench/wasm-convolutions.ts`
 */
import { GraphBuilder } from '../compiler/graph/builder.js';
import type { Graph, Program, StateVariable, Value } from '../compiler/graph/graph.js';
import { sizeOf, tensor, type Shape } from '../compiler/graph/types.js';
import type { ConvolutionAttributes } from '../compiler/primitives/convolution/convolution.js';
import { wasmEngine } from '../runtime/engines/wasm/index.js';
import { machine } from './machine.js';
import { measure } from './measure.js';

interface Layer {
  readonly name: string;
  readonly images: Shape;
  readonly filter: Shape;
  readonly result: Shape;
  /** Zeros on each side of the images. */
  readonly padding: number;
}

const layers: readonly Layer[] = [
  { name: 'conv1', images: [128, 28, 28, 1], filter: [5, 5, 1, 20], result: [128, 24, 24, 20], padding: 0 },
  { name: 'conv2', images: [128, 12, 12, 20], filter: [5, 5, 20, 50], result: [128, 8, 8, 50], padding: 0 },
  { name: 'conv2 padded', images: [128, 14, 14, 20], filter: [5, 5, 20, 50], result: [128, 14, 14, 50], padding: 2 },
];

function attributesOf({ padding }: Layer): ConvolutionAttributes {
  return { strides: [1, 1], dilations: [1, 1], padding: [padding, padding, padding, padding] };
}

type Build = (b: GraphBuilder, operands: { x: Value; filter: Value; dy: Value }, layer: Layer) => Value;

const forward: Build = (b, { x, filter }, layer) => b.conv(x, filter, attributesOf(layer));
const filterGradient: Build = (b, { x, dy }, layer) =>
  b.convFilterGradient(x, dy, { ...attributesOf(layer), shape: layer.filter });
const inputGradient: Build = (b, { dy, filter }, layer) =>
  b.convInputGradient(dy, filter, { ...attributesOf(layer), shape: layer.images });

/** A program that reads its operands from state and writes its result there, so that nothing is copied. */
function programOf(layer: Layer, build: Build): Program {
  const b = new GraphBuilder();
  const shapes = { x: layer.images, filter: layer.filter, dy: layer.result };
  const read = (name: keyof typeof shapes) => b.state(name, tensor('f32', shapes[name]));
  const result = build(b, { x: read('x'), filter: read('filter'), dy: read('dy') }, layer);
  const variable = (name: string, shape: Shape): StateVariable => ({
    name,
    type: tensor('f32', shape),
    role: 'statistic',
    initializer: { kind: 'constant', value: 0 },
  });
  const state = [...Object.entries(shapes), ['result', result.type.shape] as const].map(([name, shape]) =>
    variable(name, shape),
  );
  const step = { inputs: [], outputs: {} };
  const train: Graph = { name: 'train', ...step, updates: [{ state: 'result', value: result }] };
  return { batch: 128, state, graphs: { train, predict: { name: 'predict', ...step, updates: [] } } };
}

async function milliseconds(layer: Layer, build: Build): Promise<number> {
  const session = await wasmEngine.load(programOf(layer, build));
  const noise = ({ name, type }: StateVariable) => [
    name,
    Float32Array.from({ length: sizeOf(type.shape) }, (_, at) => Math.sin(at)),
  ];
  await session.writeState(Object.fromEntries(session.program.state.map(noise)));
  const { min_ms: time } = await measure(() => session.run('train', {}, []), 3, 15);
  await session.dispose();
  return time;
}

/** Multiplications and additions of a convolution; each of its gradients takes as many. */
function gigaflop({ filter, result }: Layer): number {
  return (2 * sizeOf(filter) * sizeOf(result.slice(0, 3))) / 1e9;
}

interface Total {
  work: number;
  time: number;
}

async function add(total: Total, kind: string, layer: Layer, build: Build): Promise<void> {
  const time = await milliseconds(layer, build);
  const work = gigaflop(layer);
  process.stdout.write(
    `${layer.name.padEnd(12)} ${kind.padEnd(16)} ${time.toFixed(1).padStart(7)} ms ${rate({ work, time }).padStart(6)} GFLOP/s\n`,
  );
  total.work += work;
  total.time += time;
}

function rate({ work, time }: Total): string {
  return ((work / time) * 1e3).toFixed(1);
}

const forwards: Total = { work: 0, time: 0 };
const gradients: Total = { work: 0, time: 0 };
for (const layer of layers) await add(forwards, 'forward', layer, forward);
for (const layer of layers) await add(gradients, 'filter gradient', layer, filterGradient);
// Nothing lies before the first convolution that needs its input's gradient.
for (const layer of layers.slice(1)) await add(gradients, 'input gradient', layer, inputGradient);
const share = (Number(rate(gradients)) / Number(rate(forwards))) * 100;
process.stdout.write(
  `forward ${rate(forwards)} GFLOP/s, gradients ${rate(gradients)} GFLOP/s: ${share.toFixed(0)} % (${machine()})\n`,
);
