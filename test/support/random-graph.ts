import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, GraphInput, Program, StateUpdate, Value } from '../../compiler/graph/graph.js';
import { sizeOf, tensor } from '../../compiler/graph/types.js';
import type { HostTensors } from '../../runtime/engines/engine.js';
import { Random } from '../compiler/primitives/random.js';

/** A program with one random training graph, and numbers to run it on. */
export interface RandomProgram {
  readonly program: Program;
  readonly train: Graph;
  readonly feeds: HostTensors;
  readonly state: HostTensors;
}

const IMAGE = tensor('f32', [2, 4, 6, 3]);

/**
 * A graph of some twenty operations over image-shaped, row-shaped and scalar values, with views of views, values that
 * are read often or never, and updates that alias: states that swap, one value for two states, a state that becomes
 * an input, a constant or itself.
 */
export function randomProgram(seed: number): RandomProgram {
  const random = new Random(`graph ${seed}`);
  const b = new GraphBuilder();
  const [x, label] = [b.input('x', IMAGE), b.input('label', tensor('i32', [2]))];
  const names = ['s', 't', 'u', 'v'];
  const states = names.map((name) => b.state(name, IMAGE));
  const images = [x, ...states];
  for (let index = 0; index < 14; index++) images.push(nextImage(b, random, images));
  const outputs = {
    first: random.pick(images),
    view: b.reshape(random.pick(images), [12, 12]),
    row: b.sum(random.pick(images), [0, 1, 2]),
    mask: b.greater(random.pick(images), random.pick(images)),
    label: b.add(label, 1),
    fed: x,
    state: states[0]!,
    number: b.constant(3, [2, 2]),
  };
  const shared = random.pick(images);
  const candidates = [x, b.constant(2, IMAGE.shape), shared, shared, states[1]!, states[0]!, states[2]!];
  const updates = names.map((state): StateUpdate => ({ state, value: random.pick(candidates) }));
  const inputs = [x, label].map((value, index): GraphInput => {
    return { name: ['x', 'label'][index]!, value, source: { kind: index === 0 ? 'features' : 'labels' } };
  });
  const train: Graph = { name: 'train', inputs, outputs, updates };
  const variables = names.map((name) => {
    return { name, type: IMAGE, role: 'statistic', initializer: { kind: 'constant', value: 0 } } as const;
  });
  const predict: Graph = { name: 'predict', inputs: [], outputs: {}, updates: [] };
  const numbers = (): Float32Array => Float32Array.from(random.tensor(IMAGE.shape).data);
  return {
    program: { batch: 2, state: variables, graphs: { train, predict } },
    train,
    feeds: { x: numbers(), label: Int32Array.of(0, 2) },
    state: Object.fromEntries(names.map((name) => [name, numbers()])),
  };
}

/** A further value of the images' shape. */
function nextImage(b: GraphBuilder, random: Random, images: readonly Value[]): Value {
  const [x, y] = [random.pick(images), random.pick(images)];
  const { shape } = x.type;
  const makers: readonly (() => Value)[] = [
    () => b.add(x, y),
    () => b.mul(x, b.tanh(y)),
    () => b.sub(x, b.mean(y, [1, 2], true)),
    () => b.select(b.greater(x, 0), y, b.neg(x)),
    () => b.relu(b.min(x, 0.5)),
    () => b.reshape(b.tanh(b.reshape(x, [sizeOf(shape)])), shape),
    () => b.reshape(b.reshape(x, [4, 36]), shape),
    () => b.reshape(b.transpose(b.reshape(x, [12, 12]), [1, 0]), shape),
    () => b.add(x, b.broadcast(b.sum(y, [3], true), shape)),
    () => b.conv(x, b.constant(0.1, [3, 3, 3, 3]), { strides: [1, 1], dilations: [1, 1], padding: [1, 1, 1, 1] }),
    () => pooled(b, x, y),
    () => b.concat([b.slice(x, [0, 0, 0, 0], [1, 4, 6, 3]), b.slice(y, [1, 0, 0, 0], [1, 4, 6, 3])], 0),
  ];
  return random.pick(makers)();
}

/** Through a pool and back. */
function pooled(b: GraphBuilder, x: Value, y: Value): Value {
  const attributes = { window: [2, 2], strides: [2, 2], padding: [0, 0, 0, 0] } as const;
  return b.maxPoolGradient(x, b.maxPool(x, attributes), b.avgPool(y, attributes), attributes);
}
