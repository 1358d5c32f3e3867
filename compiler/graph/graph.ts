import type { Primitive } from '../primitives/primitive.js';
import type { TensorType } from './types.js';

/** Plain data that parameterises a primitive: strides, axes, names. */
export type AttributeValue = string | number | boolean | readonly number[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Where in a spec an operation comes from: shown in profiles and run-time errors. */
export interface Origin {
  /** Structural path of the layer: `stage1[3].main.0`. What no layer does has one of {@link outsideLayers}. */
  readonly path: string;
  /** File and 1-based line of the layer's statement. */
  readonly file: string;
  readonly line: number;
  /** The part of a training step that the operation belongs to; absent for the forward pass. */
  readonly part?: 'backward' | 'update';
}

/** Paths of what a spec asks for outside of its layers; no label has parentheses. */
export const outsideLayers = { loss: '(loss)', regularizers: '(regularizers)' } as const;

/** `layer stage1[3].main.0`, `the loss` */
export function describeOrigin({ path }: Pick<Origin, 'path'>): string {
  return path.startsWith('(') ? `the ${path.slice(1, -1)}` : `layer ${path}`;
}

/** One application of a primitive. */
export interface Operation {
  readonly primitive: Primitive;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly results: readonly Value[];
  readonly origin: Origin | undefined;
}

/** A tensor that flows through the graph: result `index` of `producer`. */
export interface Value {
  /** Unique within the process and ascending in order of creation, so producers come before consumers. */
  readonly id: number;
  readonly type: TensorType;
  readonly producer: Operation;
  readonly index: number;
}

/** What the host must feed a graph at each call. */
export interface GraphInput {
  readonly name: string;
  readonly value: Value;
  readonly source: InputSource;
}

export type InputSource =
  /** The examples, [N, …]. */
  | { readonly kind: 'features' }
  /** Class numbers, i32 [N]. */
  | { readonly kind: 'labels' }
  /** 1 for an example that counts, 0 for padding of a short last batch, [N]. */
  | { readonly kind: 'weights' }
  /** Uniform numbers in [0, 1) from the counter-based generator's stream for this path. */
  | { readonly kind: 'random'; readonly path: string };

/** A functional description of one call: all states are read first, then all updates are written. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly GraphInput[];
  readonly outputs: Readonly<Record<string, Value>>;
  readonly updates: readonly StateUpdate[];
  /**
   * The output, a scalar, that must be finite for the updates to be written: where it isn't, a call changes nothing and
   * fails. Absent where updates are written whatever happens.
   */
  readonly guard?: string;
}

export interface StateUpdate {
  /** Name of the {@link StateVariable} that is overwritten. */
  readonly state: string;
  readonly value: Value;
}

export type Initializer =
  { readonly kind: 'constant'; readonly value: number } | { readonly kind: 'normal'; readonly variance: number };

export interface StateVariable {
  /** Structural path and role: `stage1[3].main.0/filter`, `classifier/filter/adam_m`, `step`. */
  readonly name: string;
  readonly type: TensorType;
  readonly role: 'weight' | 'statistic' | 'optimizer' | 'counter';
  readonly initializer: Initializer;
}

/** Everything an engine needs to run a model: graphs over one set of named state. */
export interface Program {
  /** The batch size that every graph is built for; short batches are padded with weight 0. */
  readonly batch: number;
  readonly state: readonly StateVariable[];
  readonly graphs: {
    /**
     * Outputs `loss` (with regularizers), `data_loss`, `correct` (a count), `learning_rate`, `gradient_norm`, and
     * `finite`, which guards the updates; one step.
     */
    readonly train?: Graph;
    /**
     * Outputs `loss_sum`, `correct`, `count` over the examples of weight 1, and depending on the number of classes
     * `correct_top5` and `confusion`; no updates.
     */
    readonly evaluate?: Graph;
    /** One output per public label of the model, and `output` for its last layer; no updates. */
    readonly predict: Graph;
  };
}

/** The operations that outputs and updates need, producers before consumers. */
export function operationsOf(roots: readonly Value[]): Operation[] {
  const seen = new Set<Operation>();
  const pending = roots.map((value) => value.producer);
  while (pending.length > 0) {
    const operation = pending.pop()!;
    if (seen.has(operation)) continue;
    seen.add(operation);
    for (const input of operation.inputs) pending.push(input.producer);
  }
  // Identifiers ascend in order of creation, which is a topological order.
  return [...seen].sort((a, b) => a.results[0]!.id - b.results[0]!.id);
}

/** What a graph computes: its outputs, then its updates. */
export function rootsOf(graph: Graph): Value[] {
  return [...Object.values(graph.outputs), ...graph.updates.map((update) => update.value)];
}
