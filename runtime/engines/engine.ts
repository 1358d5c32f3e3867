import type { Program } from '../../compiler/graph/graph.js';
import type { ProgramInterface } from '../../compiler/graph/interface.js';
import type { ProfiledCall } from './profiled-call.js';

/** Something that runs programs: other people's arithmetic behind one small interface. */
export interface Engine {
  readonly name: EngineName;
  /** Whether it computes in f32 what a program has in bf16. */
  readonly lacksBf16?: true;
  /** Whether it can run on this machine, found without running anything heavy; never throws. */
  probe(): Promise<Availability>;
  /**
   * Makes a program ready to run, its state not yet written: initialising is restoring step 0.
   * @throws {EngineError} when the engine is missing or lacks something that the program needs
   */
  load(program: Program): Promise<Session>;
  /** The same, where an earlier run may have left what the program was compiled to; all state is written before a step. */
  loadCached?(source: ProgramSource): Promise<Session>;
  /** The same, for sessions that can `profile`, where those of `load` can't. */
  loadProfiled?(program: Program): Promise<Session>;
  /** Whether a GPU computes; known once a program was loaded. Engines without it never use one. */
  usesGpu?(): Promise<boolean>;
}

/** A program that is compiled only when it has to be. */
export interface ProgramSource {
  /** Equal keys mean equal programs, as far as one and the same compiler makes them. */
  readonly key: string;
  readonly compile: () => Program;
}

/**
 * Makes a program ready to run, without compiling it where the engine doesn't need that. All of its state must be
 * written before the first step.
 * @throws {EngineError}
 */
export function loadSource(engine: Engine, source: ProgramSource): Promise<Session> {
  return engine.loadCached ? engine.loadCached(source) : engine.load(source.compile());
}

export type EngineName = 'native' | 'wasm' | 'cpu' | 'reference';

export type Availability =
  | { readonly available: true; readonly detail: string }
  /** `reason` is a sentence; `remedy` the command that installs it. */
  | { readonly available: false; readonly reason: string; readonly remedy?: string };

/** Flat row-major data of a tensor on the host. */
export type HostTensor = Float32Array | Int32Array | Float64Array;
export type HostTensors = Readonly<Record<string, HostTensor>>;

/** A loaded program with its state. Calls run one after another. */
export interface Session {
  readonly program: ProgramInterface;
  /**
   * Runs one graph once and applies its updates, all or none.
   * @param feeds one array per input of the graph, of exactly its size
   * @param outputs names of the outputs wanted; all of them when absent
   * @throws {NotFiniteError} where the graph's guard isn't finite; nothing was changed then
   * @throws {EngineError}
   */
  run(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
  ): Promise<Record<string, HostTensor>>;
  /** As `run`, and tells when each op ran; see `loadProfiled`. */
  profile?(graph: keyof Program['graphs'], feeds: HostTensors, outputs?: readonly string[]): Promise<ProfiledCall>;
  /** A copy of every state variable, by name. */
  readState(): Promise<Record<string, HostTensor>>;
  /** Overwrites state variables; keeps no reference to the arrays it was given. */
  writeState(state: HostTensors): Promise<void>;
  /** Frees everything that the engine holds for it. */
  dispose(): Promise<void>;
}

/** An engine couldn't do its work; the message is written for the user and needs no stack trace. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** A graph's guard was not finite, so its updates were not written. */
export class NotFiniteError extends EngineError {
  constructor(graph: string) {
    super(`A number of the graph \`${graph}\` that must be finite is not, so nothing was changed.`);
  }
}
