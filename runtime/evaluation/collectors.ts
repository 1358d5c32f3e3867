import { sizeOf } from '../../compiler/graph/types.js';
import type { LayerNode } from '../../compiler/index.js';
import type { HostTensor } from '../engines/engine.js';
import type { Features } from './angular-metrics.js';
import { ThetaHistogram, type AngleCounts } from './theta-histogram.js';

/** Takes what one output of a network gives, batch by batch. */
export interface Collector {
  /** How many numbers an example has. */
  readonly size: number;
  /** How many examples it wants, from the first on. */
  readonly examples: number;
  /** @param labels of the examples, whose number is theirs */
  take(values: HostTensor, labels: Int32Array): void;
}

/** How the angles of one layer are distributed. */
export interface LayerAngles extends AngleCounts {
  /** The layer's structural path. */
  readonly layer: string;
  readonly kind: string;
  readonly examples: number;
  /** Of a classifier: angles between examples and the filters of their own classes, which `counts` holds too. */
  readonly own?: AngleCounts;
}

/** Features of all examples together take at most 64 MB. */
const MOST_FEATURES = 2 ** 24;
/** So many angles show how they are distributed, and many more would only take time. */
const ENOUGH_ANGLES = 2 ** 21;

/** Keeps the outputs of a layer, flat; of a large one those of the first examples. */
export class FeatureCollector implements Collector {
  readonly size: number;
  readonly examples: number;
  private readonly data: Float32Array;
  private readonly labels: Int32Array;
  private taken = 0;

  constructor({ shape }: LayerNode, available: number) {
    this.size = sizeOf(shape);
    this.examples = Math.min(available, Math.max(1, Math.floor(MOST_FEATURES / this.size)));
    this.data = new Float32Array(this.examples * this.size);
    this.labels = new Int32Array(this.examples);
  }

  take(values: HostTensor, labels: Int32Array): void {
    this.data.set(values.subarray(0, labels.length * this.size), this.taken * this.size);
    this.labels.set(labels, this.taken);
    this.taken += labels.length;
  }

  result(): Features {
    return { data: this.data, dimensions: this.size, labels: this.labels };
  }
}

/** Counts the angles of a layer, until there are two million. */
export class AngleCollector implements Collector {
  readonly size: number;
  readonly examples: number;
  private readonly all = new ThetaHistogram();
  private readonly own: ThetaHistogram | undefined;

  /** @param isClassifier whether the layer has a filter for each class */
  constructor(
    private readonly node: LayerNode,
    isClassifier: boolean,
    available: number,
  ) {
    this.size = sizeOf(node.shape);
    this.examples = Math.min(available, Math.ceil(ENOUGH_ANGLES / this.size));
    this.own = isClassifier ? new ThetaHistogram() : undefined;
  }

  take(thetas: HostTensor, labels: Int32Array): void {
    for (let i = 0; i < labels.length * this.size; i++) this.all.add(thetas[i]!);
    labels.forEach((label, example) => this.own?.add(thetas[example * this.size + label]!));
  }

  result(): LayerAngles {
    const { node, examples, own } = this;
    const about = { layer: node.path, kind: node.layer.name, examples };
    return { ...about, ...this.all.result(), ...(own && { own: own.result() }) };
  }
}
