/** The add-on whose source is `install/profiler-source.ts`; its functions throw Errors with TensorFlow's message. */
export interface ProfilerAddon {
  /** Loads a saved model into a session of its own. */
  load(folder: string, tag: string): ProfilerModel;
  /** Frees a model; to free one twice does nothing. */
  unload(model: ProfilerModel): void;
  /**
   * Runs the session once.
   * @param options the bytes of a `RunOptions`; none for the usual ones
   * @param fetches names of tensors
   */
  run(
    model: ProfilerModel,
    options: Uint8Array,
    feeds: readonly FedTensor[],
    fetches: readonly string[],
  ): ProfilerResult;
}

/** A model that the add-on holds. */
export interface ProfilerModel {
  readonly brand: unique symbol;
}

/** What is fed; the data are copied. */
export interface FedTensor {
  /** Name of the tensor. */
  readonly tensor: string;
  /** TensorFlow's number of the element type. */
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface ProfilerResult {
  readonly tensors: readonly { readonly dtype: number; readonly data: ArrayBuffer }[];
  /** The bytes of a `RunMetadata`. */
  readonly metadata: ArrayBuffer;
  /** When the call began and ended, in microseconds since 1970, as the ops' own times are. */
  readonly start: number;
  readonly end: number;
}
