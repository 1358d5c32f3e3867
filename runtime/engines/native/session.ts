import type { Origin, Program } from '../../../compiler/graph/graph.js';
import type { ProgramInterface } from '../../../compiler/graph/interface.js';
import type { HostDType } from '../../../compiler/graph/types.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import type { Manifest, SignatureEntry, TensorEntry } from '../../../compiler/targets/saved-model/index.js';
import { EngineError, type HostTensor, type HostTensors, type Session } from '../engine.js';
import type { BindingArray, SessionBinding } from './binding.js';
import { describeFailure } from './failure.js';

interface Feed {
  readonly entry: TensorEntry;
  readonly data: HostTensor;
}

/** What a session knows of the saved model that it runs. */
export interface LoadedModel {
  readonly manifest: Manifest;
  /** The layer that each node of the graph comes from, or how to find that out. */
  readonly places: ReadonlyMap<string, Origin> | (() => Promise<ReadonlyMap<string, Origin>>);
}

/** A program in a TensorFlow session. Every call is one session call, which blocks this thread. */
export class NativeSession implements Session {
  private disposed = false;
  /** The graphs whose functions are compiled. */
  private readonly prepared = new Set<string>();

  constructor(
    readonly program: ProgramInterface,
    private readonly binding: SessionBinding,
    private readonly handle: number,
    private readonly model: LoadedModel,
  ) {}

  async run(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
  ): Promise<Record<string, HostTensor>> {
    const signature = this.model.manifest.signatures[graph];
    if (!signature) throw new EngineError(`This program has no graph called ${graph}.`);
    await this.prepare(graph);
    const wanted = outputs ?? Object.keys(signature.outputs);
    const inputs = Object.entries(signature.inputs).map(([name, entry]) => feedFor(graph, name, entry, feeds[name]));
    return this.call(inputs, fetchesOf(graph, signature, wanted), wanted.length);
  }

  async readState(): Promise<Record<string, HostTensor>> {
    const fetches = this.model.manifest.state.map(
      ({ name, read, dtype, shape }) => [name, { tensor: read, dtype, shape }] as const,
    );
    return this.call([], fetches, fetches.length);
  }

  async writeState(state: HostTensors): Promise<void> {
    const entries = new Map(this.model.manifest.state.map((entry) => [entry.name, entry]));
    const targets = Object.entries(state).map(([name, data]) => {
      const entry = entries.get(name);
      if (!entry) throw new EngineError(`This program has no state called ${name}.`);
      return {
        entry,
        feed: feedFor('write', name, { tensor: entry.value, dtype: entry.dtype, shape: entry.shape }, data),
      };
    });
    const fetches = targets.map(
      ({ entry }) => [entry.name, { tensor: entry.written, dtype: 'i32', shape: [] }] as const,
    );
    await this.call(
      targets.map(({ feed }) => feed),
      fetches,
      0,
    );
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    this.binding.deleteSavedModel(this.handle);
  }

  /** Before the first call of a graph: what XLA compiles, it compiles on all cores. */
  protected async prepare(graph: keyof Program['graphs']): Promise<void> {
    const preparation = this.model.manifest.signatures[graph]?.preparation;
    if (!preparation || this.prepared.has(graph)) return;
    this.prepared.add(graph);
    const { value, done } = preparation;
    const feed: Feed = { entry: { tensor: value, dtype: 'f32', shape: [] }, data: Float32Array.of(0) };
    await this.call([feed], [['prepared', { tensor: done, dtype: 'f32', shape: [] }]], 0);
  }

  /** Runs the session once; copies the first `count` fetches to the host. */
  private async call(
    feeds: readonly Feed[],
    fetches: readonly (readonly [string, TensorEntry])[],
    count: number,
  ): Promise<Record<string, HostTensor>> {
    if (this.disposed) throw new EngineError('This session was disposed of.');
    if (fetches.length === 0) return {};
    const ids: number[] = [];
    try {
      const tensors = feeds.map(({ entry, data }) => {
        const id = this.binding.createTensor(
          entry.shape,
          this.typeNumber(entry.dtype),
          bindingArray(entry.dtype, data),
        );
        ids.push(id);
        return id;
      });
      const names = feeds.map(({ entry }) => entry.tensor).join(',');
      const results = this.binding.runSavedModel(
        this.handle,
        tensors,
        names,
        fetches.map(([, entry]) => entry.tensor).join(','),
      );
      ids.push(...results.map((result) => result.id));
      const read = fetches
        .slice(0, count)
        .map(([name], index) => [name, hostTensor(this.binding.tensorDataSync(results[index]!.id))]);
      return Object.fromEntries(read) as Record<string, HostTensor>;
    } catch (cause) {
      const { places } = this.model;
      throw describeFailure(cause, typeof places === 'function' ? await places() : places);
    } finally {
      for (const id of ids) this.binding.deleteTensor(id);
    }
  }

  private typeNumber(dtype: HostDType): number {
    return { f32: this.binding.TF_FLOAT, i32: this.binding.TF_INT32, bool: this.binding.TF_BOOL }[dtype];
  }
}

/** The tensors to fetch: what is wanted, or any one output, without which a graph's updates would not run. */
function fetchesOf(
  graph: string,
  signature: SignatureEntry,
  wanted: readonly string[],
): (readonly [string, TensorEntry])[] {
  const names = wanted.length > 0 ? wanted : Object.keys(signature.outputs).slice(0, 1);
  return names.map((name) => {
    const entry = signature.outputs[name];
    if (!entry) throw new EngineError(`The graph ${graph} has no output called ${name}.`);
    return [name, entry] as const;
  });
}

function feedFor(graph: string, name: string, entry: TensorEntry, data: HostTensor | undefined): Feed {
  if (!data) throw new EngineError(`The graph ${graph} needs ${name}, which was not given.`);
  if (data.length !== sizeOf(entry.shape)) {
    throw new EngineError(
      `${name} has ${data.length} elements; [${entry.shape.join(', ')}] takes ${sizeOf(entry.shape)}.`,
    );
  }
  return { entry, data };
}

/** In the element type that TensorFlow expects; numbers of another type are converted. */
function bindingArray(dtype: HostDType, data: HostTensor): BindingArray {
  if (dtype === 'f32') return data instanceof Float32Array ? data : Float32Array.from(data);
  if (dtype === 'i32') return data instanceof Int32Array ? data : Int32Array.from(data);
  return Uint8Array.from(data, (value) => (value === 0 ? 0 : 1));
}

function hostTensor(data: BindingArray): HostTensor {
  return data instanceof Uint8Array ? Int32Array.from(data) : data;
}
