import type { Binding, BindingArray, TensorInfo } from '../binding.js';
import type { ProfilerAddon, ProfilerModel, ProfilerResult } from './addon.js';
import { TRACED } from './messages.js';

const NO_OPTIONS = new Uint8Array();

/** The types of data that programs have; numbers are TensorFlow's. */
const TYPES = { TF_FLOAT: 1, TF_INT32: 3, TF_BOOL: 10 } as const;

interface HeldTensor {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly data: BindingArray;
}

/** When a call ran, and what TensorFlow noted of it. */
export type Trace = Pick<ProfilerResult, 'metadata' | 'start' | 'end'>;

/** The profiler's add-on in the place of tfjs-node's binding: the same calls, and a record of what they did. */
export class ProfilingBinding implements Pick<
  Binding,
  'createTensor' | 'deleteTensor' | 'tensorDataSync' | 'loadSavedModel' | 'deleteSavedModel' | 'runSavedModel'
> {
  readonly TF_FLOAT = TYPES.TF_FLOAT;
  readonly TF_INT32 = TYPES.TF_INT32;
  readonly TF_BOOL = TYPES.TF_BOOL;
  private readonly tensors = new Map<number, HeldTensor>();
  private readonly models = new Map<number, ProfilerModel>();
  private nextId = 0;
  private tracing = false;
  private trace: Trace | undefined;

  constructor(private readonly addon: ProfilerAddon) {}

  /** Does something that runs one model once, and gives what TensorFlow noted of that run. */
  async traced<T>(action: () => Promise<T>): Promise<readonly [T, Trace]> {
    this.tracing = true;
    try {
      const result = await action();
      return [result, this.trace!];
    } finally {
      this.tracing = false;
      this.trace = undefined;
    }
  }

  createTensor(shape: readonly number[], dtype: number, data: BindingArray): number {
    return this.hold({ shape, dtype, data });
  }

  deleteTensor(id: number): void {
    this.tensors.delete(id);
  }

  tensorDataSync(id: number): BindingArray {
    return this.tensors.get(id)!.data;
  }

  loadSavedModel(folder: string, tag: string): number {
    this.models.set(this.nextId, this.addon.load(folder, tag));
    return this.nextId++;
  }

  deleteSavedModel(id: number): void {
    this.addon.unload(this.models.get(id)!);
    this.models.delete(id);
  }

  runSavedModel(id: number, tensors: readonly number[], inputs: string, outputs: string): TensorInfo[] {
    const names = inputs === '' ? [] : inputs.split(',');
    const feeds = names.map((tensor, index) => {
      const { shape, dtype, data } = this.tensors.get(tensors[index]!)!;
      return { tensor, dtype, shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    });
    const options = this.tracing ? TRACED : NO_OPTIONS;
    const { tensors: results, ...trace } = this.addon.run(this.models.get(id)!, options, feeds, outputs.split(','));
    if (this.tracing) this.trace = trace;
    return results.map(({ dtype, data }) => {
      const array = arrayOf(dtype, data);
      return { id: this.hold({ shape: [array.length], dtype, data: array }), shape: [array.length], dtype };
    });
  }

  private hold(tensor: HeldTensor): number {
    this.tensors.set(this.nextId, tensor);
    return this.nextId++;
  }
}

function arrayOf(dtype: number, data: ArrayBuffer): BindingArray {
  if (dtype === TYPES.TF_FLOAT) return new Float32Array(data);
  return dtype === TYPES.TF_INT32 ? new Int32Array(data) : new Uint8Array(data);
}
