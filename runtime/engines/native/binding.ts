import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { EngineError } from '../engine.js';
import { setEnvironment } from './environment.js';
import { INSTALL_COMMAND, type Installation } from './installation.js';

/** A tensor that TensorFlow holds; it stays until it is deleted. */
export interface TensorInfo {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

export type BindingArray = Float32Array | Int32Array | Uint8Array;

/** The part of tfjs-node's compiled binding that is used: C++ functions, all synchronous, which throw Errors. */
export interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  /** May keep the array's memory instead of copying it, as long as the tensor lives. */
  createTensor(shape: readonly number[], dtype: number, data: BindingArray): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): BindingArray;
  /** @param tags separated by commas */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  /** @param inputs and outputs names of tensors, separated by commas */
  runSavedModel(model: number, tensors: readonly number[], inputs: string, outputs: string): TensorInfo[];
  isUsingGpuDevice(): boolean;
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
}

/** What a session takes of it. */
export type SessionBinding = Pick<
  Binding,
  | ('TF_FLOAT' | 'TF_INT32' | 'TF_BOOL')
  | ('createTensor' | 'deleteTensor' | 'tensorDataSync')
  | ('deleteSavedModel' | 'loadSavedModel' | 'runSavedModel')
>;

/** Silences what TensorFlow's libraries print when they are loaded; made by the install. */
interface Quiet {
  mute(): void;
  restore(): void;
}

let loaded: { readonly path: string; readonly binding: Binding } | undefined;

/**
 * Loads TensorFlow into this process, once.
 * @throws {EngineError}
 */
export function loadBinding(installation: Installation): Binding {
  if (loaded) return sameBinding(installation);
  if (!isMainThread) {
    throw new EngineError(
      'The native engine runs only in the main thread: TensorFlow keeps one environment a process.',
    );
  }
  setEnvironment(installation);
  const binding = requireQuietly<Binding>(installation.binding, installation.quiet);
  loaded = { path: installation.binding, binding };
  return binding;
}

/**
 * Loads an add-on that brings TensorFlow's libraries along.
 * @param quietPath the add-on that silences them meanwhile, if there is one
 * @throws {EngineError}
 */
export function requireQuietly<Addon>(path: string, quietPath: string | undefined): Addon {
  const require = createRequire(import.meta.url);
  const quiet = quietPath === undefined ? undefined : (require(quietPath) as Quiet);
  quiet?.mute();
  try {
    return require(path) as Addon;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new EngineError(`TensorFlow could not be loaded: ${reason}`, INSTALL_COMMAND);
  } finally {
    quiet?.restore();
  }
}

function sameBinding(installation: Installation): Binding {
  if (loaded!.path === installation.binding) return loaded!.binding;
  throw new EngineError(`This process has loaded another TensorFlow already (${loaded!.path}); start a new one.`);
}
