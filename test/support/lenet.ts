import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, GraphInput, Program, StateUpdate, StateVariable, Value } from '../../compiler/graph/graph.js';
import { scalar, sizeOf, tensor, type Shape } from '../../compiler/graph/types.js';
import { differentiate } from '../../compiler/phases/5-differentiate/differentiate.js';
import type { HostTensors } from '../../runtime/engines/engine.js';

export interface LenetSizes {
  readonly batch: number;
  readonly image: number;
  readonly first: number;
  readonly second: number;
  readonly hidden: number;
}

/** LeNet as in the original: unpadded 5x5 convolutions 20 and 50, fully connected 500, then two features. */
export const LENET: LenetSizes = { batch: 128, image: 28, first: 20, second: 50, hidden: 500 };

/** The same net small enough for the float64 interpreter. */
export const SMALL_LENET: LenetSizes = { batch: 6, image: 16, first: 3, second: 4, hidden: 7 };

/** Large enough for whatever targets do to large tensors and to batches whose size is a power of two. */
export const MIDDLE_LENET: LenetSizes = { batch: 64, image: 20, first: 8, second: 8, hidden: 16 };

/**
 * A training step of LeNet with two features and an angular classifier, -ln(theta + 0.3), under Adam; written out by
 * hand, so that targets can be tested without the language.
 */
export function lenetProgram(sizes: LenetSizes): Program {
  return new Lenet(sizes).program();
}

class Lenet {
  private readonly b = new GraphBuilder();
  private readonly state: StateVariable[] = [];
  private readonly updates: StateUpdate[] = [];
  private readonly weights: { name: string; value: Value }[] = [];

  constructor(private readonly sizes: LenetSizes) {}

  program(): Program {
    const { b } = this;
    const { batch, image } = this.sizes;
    const images = b.input('image', tensor('f32', [batch, image, image, 1]));
    const labels = b.input('labels', tensor('i32', [batch]));
    const { feature, logits } = this.forward(images);
    const inputs: GraphInput[] = [{ name: 'image', value: images, source: { kind: 'features' } }];
    const predict: Graph = { name: 'predict', inputs, outputs: { feature, output: logits }, updates: [] };
    const perExample = b.softmaxCrossEntropy(logits, b.oneHot(labels, 10));
    const loss = b.mean(perExample, [0]);
    const correct = b.sum(b.cast(b.equal(b.argmax(logits, 1), labels), 'f32'), [0]);
    this.adam(loss);
    const train: Graph = {
      name: 'train',
      inputs: [...inputs, { name: 'labels', value: labels, source: { kind: 'labels' } }],
      outputs: { loss, data_loss: loss, correct },
      updates: this.updates,
    };
    return { batch, state: this.state, graphs: { train, predict } };
  }

  private forward(images: Value): { feature: Value; logits: Value } {
    const { batch, first, second, hidden } = this.sizes;
    let x = this.pool(this.conv('conv1', images, first));
    x = this.prelu('prelu1', x);
    x = this.prelu('prelu2', this.pool(this.conv('conv2', x, second)));
    x = this.b.reshape(x, [batch, sizeOf(x.type.shape) / batch]);
    x = this.prelu('prelu3', this.dense('fc1', x, hidden));
    const feature = this.dense('fc2', x, 2);
    return { feature, logits: this.angular('fc3', feature) };
  }

  private conv(name: string, x: Value, channels: number): Value {
    const filter = this.weight(`${name}/filter`, [5, 5, x.type.shape[3]!, channels]);
    return this.b.conv(x, filter, { strides: [1, 1], dilations: [1, 1], padding: [0, 0, 0, 0] });
  }

  private pool(x: Value): Value {
    return this.b.maxPool(x, { window: [2, 2], strides: [2, 2], padding: [0, 0, 0, 0] });
  }

  private prelu(name: string, x: Value): Value {
    const slope = this.weight(`${name}/slope`, [x.type.shape.at(-1)!]);
    return this.b.add(this.b.relu(x), this.b.mul(this.b.min(x, 0), slope));
  }

  private dense(name: string, x: Value, units: number): Value {
    return this.b.matmul(x, this.weight(`${name}/filter`, [x.type.shape[1]!, units]));
  }

  private angular(name: string, x: Value): Value {
    const { b } = this;
    const filter = this.weight(`${name}/filter`, [x.type.shape[1]!, 10]);
    const norm = (energy: Value): Value => b.rsqrt(b.add(energy, 1e-4));
    const byInput = b.mul(b.matmul(x, filter), norm(b.sum(b.square(x), [1], true)));
    const cosine = b.mul(byInput, norm(b.sum(b.square(filter), [0])));
    return b.neg(b.ln(b.add(b.acos(b.clip(cosine, -1 + 1e-6, 1 - 1e-6)), 0.3)));
  }

  private weight(name: string, shape: Shape): Value {
    const type = tensor('f32', shape);
    this.state.push({ name, type, role: 'weight', initializer: { kind: 'constant', value: 0.25 } });
    const value = this.b.state(name, type);
    this.weights.push({ name, value });
    return value;
  }

  private adam(loss: Value): void {
    const { b } = this;
    const gradients = differentiate(
      b,
      loss,
      this.weights.map(({ value }) => value),
    );
    this.declare('step', []);
    const step = b.add(b.state('step', scalar), 1);
    this.updates.push({ state: 'step', value: step });
    this.weights.forEach(({ name, value: weight }, index) => {
      const [m, v] = ['adam_m', 'adam_v'].map((slot) => {
        this.declare(`${name}/${slot}`, weight.type.shape);
        return b.state(`${name}/${slot}`, weight.type);
      }) as [Value, Value];
      const before = { weight, gradient: gradients[index]!, m, v, learningRate: b.constant(1e-3), step };
      const after = b.adamUpdate(before, { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
      this.updates.push({ state: name, value: after.weight });
      this.updates.push({ state: `${name}/adam_m`, value: after.m }, { state: `${name}/adam_v`, value: after.v });
    });
  }

  private declare(name: string, shape: Shape): void {
    const initializer = { kind: 'constant', value: 0 } as const;
    this.state.push({ name, type: tensor('f32', shape), role: 'optimizer', initializer });
  }
}

/** Reproducible numbers in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Step-0 state with weights of the usual size. */
export function lenetState(program: Program, seed = 1): HostTensors {
  const next = uniform(seed);
  const entries = program.state.map(({ name, type, role }): [string, Float32Array] => {
    const size = sizeOf(type.shape);
    if (role !== 'weight') return [name, new Float32Array(size)];
    if (name.endsWith('slope')) return [name, new Float32Array(size).fill(0.25)];
    const spread = Math.sqrt(6 / sizeOf(type.shape.slice(0, -1)));
    return [name, Float32Array.from({ length: size }, () => (2 * next() - 1) * spread)];
  });
  return Object.fromEntries(entries);
}

/** One batch of noise with labels. */
export function lenetFeeds({ batch, image }: LenetSizes, seed = 2): HostTensors {
  const next = uniform(seed);
  return {
    image: Float32Array.from({ length: batch * image * image }, () => next() - 0.5),
    labels: Int32Array.from({ length: batch }, () => Math.floor(next() * 10)),
  };
}
