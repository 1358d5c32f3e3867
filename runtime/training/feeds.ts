import type { GraphInterface } from '../../compiler/graph/interface.js';
import { sizeOf } from '../../compiler/graph/types.js';
import type { Augmenter, Split } from '../data/index.js';
import type { HostTensor, HostTensors } from '../engines/engine.js';
import { ExampleOrder, stream, type Stream } from '../random/index.js';

/** What a graph is fed in a training step. The arrays are the same at every step: only their content changes. */
export class TrainingFeeds {
  private readonly order: ExampleOrder;
  private readonly arrays: Record<string, HostTensor>;
  private readonly streams: ReadonlyMap<string, Stream>;

  constructor(
    private readonly graph: GraphInterface,
    private readonly split: Split,
    private readonly size: number,
    seed: number,
    private readonly augmenter?: Augmenter,
  ) {
    this.order = new ExampleOrder(seed, split.count);
    this.arrays = arraysFor(graph);
    const random = graph.inputs.flatMap(({ name, source }) =>
      source.kind === 'random' ? [[name, source.path] as const] : [],
    );
    this.streams = new Map(random.map(([name, path]) => [name, stream(seed, 'dropout', path)]));
  }

  /** Numbers of the examples of a step's batch. */
  batch(step: number): Int32Array {
    return this.order.batchIndices(step, this.size);
  }

  /**
   * @param step how many steps have been done
   * @param batchOf the step whose examples are fed, augmented as they are there
   */
  at(step: number, batchOf = step): HostTensors {
    const indices = this.batch(batchOf);
    for (const input of this.graph.inputs) this.fill(input, indices, input.source.kind === 'random' ? step : batchOf);
    return this.arrays;
  }

  private fill({ name, source }: GraphInterface['inputs'][number], indices: Int32Array, step: number): void {
    const out = this.arrays[name]!;
    switch (source.kind) {
      case 'features':
        return this.gather(indices, out as Float32Array, step);
      case 'labels':
        return indices.forEach((example, index) => (out[index] = this.split.labels[example]!));
      case 'weights':
        out.fill(1);
        return;
      case 'random':
        return this.streams.get(name)!.uniform(out as Float32Array, step * out.length);
    }
  }

  private gather(indices: Int32Array, out: Float32Array, step: number): void {
    const { augmenter, split, size } = this;
    if (!augmenter) return split.gather(indices, out);
    augmenter.prepare(step * size, size);
    split.gather(indices, out, (position) => augmenter.pixels(position));
  }
}

/** What a graph without randomness is fed for consecutive examples; a short last batch is filled up with weight 0. */
export class ConsecutiveFeeds {
  private readonly arrays: Record<string, HostTensor>;

  constructor(
    private readonly graph: GraphInterface,
    private readonly split: Pick<Split, 'count' | 'gather'> & Partial<Pick<Split, 'labels'>>,
    private readonly batch: number,
  ) {
    this.arrays = arraysFor(graph);
  }

  /** @returns the feeds for the examples from `first` on, and how many of them are real */
  from(first: number): { readonly feeds: HostTensors; readonly count: number } {
    const count = Math.min(this.batch, this.split.count - first);
    const indices = Int32Array.from({ length: count }, (_, index) => first + index);
    for (const { name, source } of this.graph.inputs) {
      const out = this.arrays[name]!;
      if (source.kind === 'features') this.split.gather(indices, out as Float32Array);
      else if (source.kind === 'labels') out.fill(0).set(this.split.labels!.subarray(first, first + count));
      else if (source.kind === 'weights') out.fill(0).fill(1, 0, count);
      else throw new Error(`the graph ${this.graph.name} is fed random numbers, which only training has`);
    }
    return { feeds: this.arrays, count };
  }
}

function arraysFor({ inputs }: GraphInterface): Record<string, HostTensor> {
  return Object.fromEntries(
    inputs.map(({ name, value: { type } }) => {
      const size = sizeOf(type.shape);
      return [name, type.dtype === 'f32' ? new Float32Array(size) : new Int32Array(size)];
    }),
  );
}
